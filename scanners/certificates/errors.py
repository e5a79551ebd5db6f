"""Why a certificate is not taken: each with what to do."""

from __future__ import annotations

from immunization.errors import KnownError
from immunization.text import Text


class CertificateRefused(KnownError):
    """A certificate that proves nothing; base of those below. Nothing is taken from it."""

    text = Text(
        vi="Chứng nhận này không dùng được. Không lấy gì từ mã. Xin tìm người bằng căn cước.",
        en="This certificate cannot be used. Nothing was taken from it. "
        "Please find the person by ID card.",
    )


class Unreadable(CertificateRefused):
    """It is not of the form that it claims, too large, or cut off."""

    text = Text(
        vi="Chứng nhận này bị hỏng hoặc đọc thiếu. Không lấy gì từ mã. "
        "Xin quét lại, hoặc tìm người bằng căn cước.",
        en="This certificate is damaged or incomplete. Nothing was taken from it. "
        "Please scan again, or find the person by ID card.",
    )


class Forged(CertificateRefused):
    """The signature is not the signer's."""

    text = Text(
        vi="Chứng nhận này có chữ ký sai. Không lấy gì từ mã. Xin tìm người bằng căn cước.",
        en="The signature of this certificate is wrong. Nothing was taken from it. "
        "Please find the person by ID card.",
    )


class NotForThis(CertificateRefused):
    """The signer may not sign certificates of this kind."""

    text = Text(
        vi="Bên ký không có quyền cấp loại chứng nhận này. Không lấy gì từ mã. "
        "Xin tìm người bằng căn cước.",
        en="Its signer may not issue this kind of certificate. Nothing was taken from it. "
        "Please find the person by ID card.",
    )


class Expired(CertificateRefused):
    """The time of the certificate is over, or has not begun."""

    text = Text(
        vi="Chứng nhận này hết hạn hoặc chưa có hiệu lực. Không lấy gì từ mã. "
        "Xin tìm người bằng căn cước.",
        en="This certificate has expired or is not valid yet. Nothing was taken from it. "
        "Please find the person by ID card.",
    )
