"""What the test code of a hand scanner showed, in words: what happens, and what to do."""

from __future__ import annotations

from typing import Final

from immunization.text import Text
from scanners.trial import Fault, Trial


def advice(trial: Trial) -> tuple[Text, ...]:
    """Return what is wrong and what to do, the worst first; one sentence when all is well."""
    return tuple(ADVICE[fault] for fault in trial.faults) or (GOOD,)


GOOD: Final = Text(
    vi="Máy quét gửi đúng mọi chữ. Không phải chỉnh gì.",
    en="The scanner sends every letter right. Nothing has to be set.",
)
ADVICE: Final[dict[Fault, Text]] = {
    "layout": Text(
        vi="Số bị đổi thành dấu: máy quét và Windows dùng hai kiểu bàn phím khác nhau. Xin quét mã "
        "“USA keyboard” trong sách của máy quét, và chọn bàn phím US trong Windows.",
        en="Digits became signs: the scanner and Windows use two different keyboards. Scan “USA "
        "keyboard” in the scanner's booklet, and choose the US keyboard in Windows.",
    ),
    "lost": Text(
        vi="Mã bị mất chữ trên đường. Xin quét lại; nếu vẫn vậy, đặt máy quét gửi chậm hơn "
        "(“inter-character delay” 5 ms) hoặc chuyển sang cổng COM.",
        en="Letters were lost on the way. Scan again; if it stays so, let the scanner send slower "
        "(“inter-character delay” 5 ms) or turn it to serial (USB-COM).",
    ),
    "caps_lock": Text(
        vi="Chữ hoa thành chữ thường: Caps Lock đang bật. Xin tắt Caps Lock.",
        en="Capitals became small letters: Caps Lock is on. Please turn it off.",
    ),
    "telex": Text(
        vi="Bộ gõ Telex đổi chữ của mã: tìm người bằng số vẫn đúng, họ tên thì sai. Xin chuyển bộ "
        "gõ sang E, hoặc đặt máy quét ở chế độ cổng COM để không bao giờ bị nữa.",
        en="The Telex input tool rewrites the codes: numbers still find people, names break. "
        "Switch it to E, or turn the scanner to serial (USB-COM), where it can never happen.",
    ),
    "vni": Text(
        vi="Bộ gõ VNI đổi chữ và cả số của mã. Xin chuyển bộ gõ sang E, hoặc đặt máy quét ở chế độ "
        "cổng COM để không bao giờ bị nữa.",
        en="The VNI input tool rewrites letters and digits of the codes. Switch it to E, or turn "
        "the scanner to serial (USB-COM), where it can never happen.",
    ),
    "signs": Text(
        vi="Dấu và ký hiệu bị đổi: thẻ và chứng nhận sẽ sai. Xin quét mã “USA keyboard” trong sách "
        "của máy quét, và chọn bàn phím US trong Windows.",
        en="Signs arrive changed: cards and certificates break. Scan “USA keyboard” in the "
        "scanner's booklet, and choose the US keyboard in Windows.",
    ),
    "marks": Text(
        vi="Chữ có dấu không tới: tìm người bằng số vẫn đúng, họ tên thì phải gõ. Chế độ cổng COM "
        "của máy quét gửi được đủ dấu.",
        en="Vietnamese marks do not arrive: numbers still find people, names have to be typed. In "
        "serial (USB-COM) mode the scanner sends them all.",
    ),
    "charset": Text(
        vi="Máy quét đổi bảng mã của chữ. Xin đặt máy quét gửi nguyên UTF-8, không đổi.",
        en="The scanner changes the character set. Set it to send UTF-8 as it is.",
    ),
    "tab": Text(
        vi="Máy quét kết thúc bằng Tab: dùng được. Đặt kết thúc bằng Enter thì chắc hơn.",
        en="The scanner ends with Tab: that works. To end with Enter is safer.",
    ),
    "no_end": Text(
        vi="Máy quét không gửi phím kết thúc: dùng được, chậm hơn một nhịp. Xin đặt kết thúc bằng "
        "Enter (CR).",
        en="The scanner sends no closing key: that works, a little slower. Please let it end "
        "with Enter (CR).",
    ),
    "slow": Text(
        vi="Máy quét gửi chậm như người gõ nên không nhận ra được. Xin bỏ “inter-character delay” "
        "của máy quét, hoặc chuyển sang cổng COM.",
        en="The scanner sends as slowly as a hand types and cannot be told from one. Take out its "
        "“inter-character delay”, or turn it to serial (USB-COM).",
    ),
}
