<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>CameraView</name>
    <message>
        <source>Hold the code in the frame</source>
        <translation>Đưa mã vào khung</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>Lại gần hơn</translation>
    </message>
    <message>
        <source>A little farther</source>
        <translation>Ra xa chút</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>Giữ yên</translation>
    </message>
    <message>
        <source>Less glare</source>
        <translation>Bớt loá</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Đã đọc</translation>
    </message>
    <message>
        <source>Camera is busy</source>
        <translation>Camera đang bận</translation>
    </message>
    <message>
        <source>Picture is off</source>
        <translation>Đã tắt hình</translation>
    </message>
</context>
<context>
    <name>ChecklistRow</name>
    <message>
        <source>No</source>
        <translation>Không</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Có</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
</context>
<context>
    <name>ChoiceBar</name>
    <message>
        <source>Proposal</source>
        <translation>Đề xuất</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
</context>
<context>
    <name>ConflictBar</name>
    <message>
        <source>Stay</source>
        <translation>Ở lại</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Chuyển</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>dd/mm/yyyy</source>
        <translation>ngày/tháng/năm</translation>
    </message>
</context>
<context>
    <name>DistanceBar</name>
    <message>
        <source>Too far</source>
        <translation>Xa quá</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Vừa tầm</translation>
    </message>
    <message>
        <source>Too near</source>
        <translation>Gần quá</translation>
    </message>
</context>
<context>
    <name>ErrorState</name>
    <message>
        <source>Details for IT</source>
        <translation>Chi tiết cho IT</translation>
    </message>
</context>
<context>
    <name>HelpButton</name>
    <message>
        <source>Help</source>
        <translation>Trợ giúp</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Các phím</translation>
    </message>
    <message>
        <source>Scan field</source>
        <translation>Ô quét mã</translation>
    </message>
    <message>
        <source>The primary action</source>
        <translation>Việc chính của trang</translation>
    </message>
    <message>
        <source>Why this verdict</source>
        <translation>Vì sao kết luận vậy</translation>
    </message>
    <message>
        <source>Waiting-room screen</source>
        <translation>Màn hình phòng chờ</translation>
    </message>
    <message>
        <source>Emergency card</source>
        <translation>Thẻ cấp cứu</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Vùng kế tiếp</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Trợ giúp</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Toàn màn hình</translation>
    </message>
    <message>
        <source>Register a new person</source>
        <translation>Đăng ký người mới</translation>
    </message>
    <message>
        <source>Void what was just saved</source>
        <translation>Huỷ mục vừa ghi</translation>
    </message>
    <message>
        <source>The four stages</source>
        <translation>Bốn chặng</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>Vaccine stock</source>
        <translation>Kho vắc xin</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Đồng bộ</translation>
    </message>
    <message>
        <source>Walk the queue</source>
        <translation>Đi dọc hàng chờ</translation>
    </message>
    <message>
        <source>Open the person</source>
        <translation>Mở người đang chọn</translation>
    </message>
    <message>
        <source>No, Yes, and next row</source>
        <translation>Không, Có, sang dòng sau</translation>
    </message>
</context>
<context>
    <name>LotPanel</name>
    <message>
        <source>Open a vial of lot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No usable lot. Receive one under Vaccine stock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lot {0}, expires {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotGivenPanel</name>
    <message>
        <source>Not injected because</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Details for IT</source>
        <translation>Chi tiết cho IT</translation>
    </message>
</context>
<context>
    <name>NumberTile</name>
    <message>
        <source>No.</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>No. {0}</source>
        <translation>Số {0}</translation>
    </message>
</context>
<context>
    <name>ObservationBoard</name>
    <message>
        <source>Under observation</source>
        <translation>Đang theo dõi</translation>
    </message>
</context>
<context>
    <name>OverrideDialog</name>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Please give the reason: the supervisor reads it.</source>
        <translation>Xin ghi lý do: người phụ trách sẽ đọc.</translation>
    </message>
</context>
<context>
    <name>PersonHead</name>
    <message>
        <source>No.</source>
        <translation>Số</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Queue</source>
        <translation>Hàng chờ</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Close day</source>
        <translation>Chốt ngày</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>Đón tiếp</translation>
    </message>
    <message>
        <source>Screening</source>
        <translation>Khám sàng lọc</translation>
    </message>
    <message>
        <source>Injection</source>
        <translation>Tiêm</translation>
    </message>
    <message>
        <source>Observation</source>
        <translation>Theo dõi</translation>
    </message>
    <message>
        <source>Vaccine stock</source>
        <translation>Kho vắc xin</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Đồng bộ</translation>
    </message>
</context>
<context>
    <name>SavedList</name>
    <message>
        <source>Just saved at this desk</source>
        <translation>Vừa ghi tại bàn này</translation>
    </message>
</context>
<context>
    <name>SavedRow</name>
    <message>
        <source>Undo</source>
        <translation>Huỷ</translation>
    </message>
</context>
<context>
    <name>ScanField</name>
    <message>
        <source>Scan field</source>
        <translation>Ô quét mã</translation>
    </message>
    <message>
        <source>Scan a code, or type a name, an ID number, a phone number</source>
        <translation>Quét mã, hoặc gõ họ tên, số giấy tờ, số điện thoại</translation>
    </message>
    <message>
        <source>Not ready to scan. {0}</source>
        <translation>Chưa sẵn sàng quét. {0}</translation>
    </message>
</context>
<context>
    <name>SearchResults</name>
    <message>
        <source>Search results</source>
        <translation>Kết quả tìm</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Staff member</source>
        <translation>Nhân viên</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock đang bật.</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Hiện mật khẩu</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Nền</translation>
    </message>
    <message>
        <source>Test the sound</source>
        <translation>Thử chuông</translation>
    </message>
    <message>
        <source>Hide password</source>
        <translation>Ẩn mật khẩu</translation>
    </message>
    <message>
        <source>Please type your login.</source>
        <translation>Xin gõ tên đăng nhập.</translation>
    </message>
</context>
<context>
    <name>StageButton</name>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n quá giờ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
</context>
<context>
    <name>VerdictBlock</name>
    <message>
        <source>Why?</source>
        <translation>Vì sao?</translation>
    </message>
</context>
<context>
    <name>VialCard</name>
    <message>
        <source>Vial in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan a vial to change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Injection site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volume, route</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vaccinator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>**Before injecting:** ask name and year of birth, compare with the screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason for going on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elsewhere…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a lot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write why, then save again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volume in ml, {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoidDialog</name>
    <message>
        <source>In a few words</source>
        <translation>Ghi vài chữ</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Huỷ mũi</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Giữ lại</translation>
    </message>
    <message>
        <source>Please choose a reason: keys 1 to 6.</source>
        <translation>Xin chọn lý do: phím 1 đến 6.</translation>
    </message>
    <message>
        <source>Please say why in a few words.</source>
        <translation>Xin ghi vài chữ vì sao.</translation>
    </message>
    <message>
        <source>Void what was saved?</source>
        <translation>Huỷ mục vừa ghi?</translation>
    </message>
    <message>
        <source>Wrong person</source>
        <translation>Nhầm người</translation>
    </message>
    <message>
        <source>Wrong vaccine</source>
        <translation>Nhầm vắc xin</translation>
    </message>
    <message>
        <source>Wrong lot or vial</source>
        <translation>Nhầm lô hoặc lọ</translation>
    </message>
    <message>
        <source>Not injected in fact</source>
        <translation>Chưa tiêm thật</translation>
    </message>
    <message>
        <source>Recorded twice</source>
        <translation>Ghi hai lần</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Khác</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Injection desk</source>
        <translation>Bàn ghi tại điểm tiêm chủng</translation>
    </message>
</context>
<context>
    <name>WhoButton</name>
    <message>
        <source>Account, language, theme</source>
        <translation>Tài khoản, ngôn ngữ, nền</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Why this verdict</source>
        <translation>Vì sao kết luận vậy</translation>
    </message>
    <message>
        <source>Because</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fresh</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Born {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergy: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allergies not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No allergy recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voided {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desk&apos;s clock was doubtful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card: {0}. Record: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No number</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>waiting %n min</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Open at {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voided: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan a vial&apos;s code, or choose a lot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened {0}, discard at {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lot **{0}**, expires {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n dose(s) of the lot left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>**Last dose** of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>**{0} left** of {1} doses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lot has expired: do not inject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past its discard time: open another vial</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
