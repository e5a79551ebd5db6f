<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>CameraCard</name>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Usual, 1280×720</source>
        <translation>Thường, 1280×720</translation>
    </message>
    <message>
        <source>Dense codes, 1920×1080</source>
        <translation>Mã dày, 1920×1080</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Hình</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>Tự lấy nét</translation>
    </message>
    <message>
        <source>Keep as it is now</source>
        <translation>Giữ nét như lúc này</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Lấy nét</translation>
    </message>
    <message>
        <source>Camera {0}</source>
        <translation>Camera {0}</translation>
    </message>
    <message>
        <source>As set by IT</source>
        <translation>Theo IT cài đặt</translation>
    </message>
    <message>
        <source>{0} (not found)</source>
        <translation>{0} (không thấy)</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Không dùng camera</translation>
    </message>
    <message>
        <source>Nothing of the picture is stored.</source>
        <translation>Không lưu lại hình nào.</translation>
    </message>
    <message>
        <source>The camera gives {0}×{1}.</source>
        <translation>Camera cho hình {0}×{1}.</translation>
    </message>
    <message>
        <source>Its focus cannot be set.</source>
        <translation>Không chỉnh được nét của camera này.</translation>
    </message>
    <message>
        <source>A camera&apos;s lamp cannot be switched from a PC: use a desk lamp.</source>
        <translation>Máy tính không bật được đèn của camera: thiếu sáng thì dùng đèn bàn.</translation>
    </message>
</context>
<context>
    <name>CameraColumn</name>
    <message>
        <source>Just read</source>
        <translation>Vừa đọc</translation>
    </message>
    <message>
        <source>Change camera</source>
        <translation>Đổi camera</translation>
    </message>
    <message>
        <source>Hide picture</source>
        <translation>Tắt hình</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Code seen, too small</source>
        <translation>Thấy mã, còn nhỏ</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Sẵn sàng</translation>
    </message>
    <message>
        <source>Code seen</source>
        <translation>Thấy mã</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Đang bận</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Không có camera</translation>
    </message>
    <message>
        <source>Unplugged</source>
        <translation>Đã rút dây</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Đang tắt</translation>
    </message>
    <message>
        <source>Show picture</source>
        <translation>Bật hình</translation>
    </message>
    <message>
        <source>Camera is off</source>
        <translation>Camera đang tắt</translation>
    </message>
</context>
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
    <message>
        <source>More light</source>
        <translation>Thêm ánh sáng</translation>
    </message>
</context>
<context>
    <name>CarryRow</name>
    <message>
        <source>No line for long? Carry the entries to the centre on a USB stick.</source>
        <translation>Mất mạng lâu? Hãy đưa các mục đến trung tâm bằng USB.</translation>
    </message>
    <message>
        <source>Write to USB</source>
        <translation>Ghi ra USB</translation>
    </message>
    <message>
        <source>Read from USB</source>
        <translation>Đọc từ USB</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Writing: {0}</source>
        <translation>Đang ghi: {0}</translation>
    </message>
    <message>
        <source>Reading: {0}</source>
        <translation>Đang đọc: {0}</translation>
    </message>
</context>
<context>
    <name>ChangeUser</name>
    <message>
        <source>What {0} has half entered stays here unsaved, and comes back with {0}.</source>
        <translation>Việc {0} đang ghi dở được giữ lại, chưa lưu, và trở lại khi {0} quay lại bàn.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Change user</source>
        <translation>Đổi người dùng</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Ở lại</translation>
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
    <name>ClosingDialog</name>
    <message>
        <source>Half entered and not saved: {0}. Closing drops it.</source>
        <translation>Đang ghi dở, chưa lưu: {0}. Đóng là bỏ phần ghi dở này.</translation>
    </message>
    <message>
        <source>Close the program?</source>
        <translation>Đóng chương trình?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
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
    <name>ConsentPanel</name>
    <message>
        <source>Parent or guardian</source>
        <translation>Bố, mẹ hoặc người giám hộ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Đồng ý tiêm chủng</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Chữ ký</translation>
    </message>
    <message>
        <source>Who answers for the child?</source>
        <translation>Ai đồng ý thay cho trẻ?</translation>
    </message>
    <message>
        <source>Nothing is signed yet</source>
        <translation>Chưa ký</translation>
    </message>
    <message>
        <source>Form {0}, version {1}.</source>
        <translation>Phiếu {0}, bản {1}.</translation>
    </message>
    <message>
        <source>{0} Its words are not confirmed by a legal text.</source>
        <translation>{0} Lời phiếu chưa đối chiếu được với văn bản.</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>Đồng ý</translation>
    </message>
    <message>
        <source>Refuses</source>
        <translation>Không đồng ý</translation>
    </message>
    <message>
        <source>Print the sheet (PDF)…</source>
        <translation>In phiếu (PDF)…</translation>
    </message>
    <message>
        <source>**Signed sheet scanned**: {0}</source>
        <translation>**Đã quét phiếu ký**: {0}</translation>
    </message>
    <message>
        <source>Once it is signed, scan its code. It may also be scanned later.</source>
        <translation>Ký xong thì quét mã trên phiếu. Quét sau cũng được.</translation>
    </message>
</context>
<context>
    <name>CorrectionForm</name>
    <message>
        <source>Correct particulars</source>
        <translation>Sửa thông tin</translation>
    </message>
    <message>
        <source>Take from the card</source>
        <translation>Lấy theo thẻ</translation>
    </message>
    <message>
        <source>Why corrected</source>
        <translation>Lý do sửa</translation>
    </message>
    <message>
        <source>from the card</source>
        <translation>từ thẻ</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>đã sửa</translation>
    </message>
    <message>
        <source>Before: {0}</source>
        <translation>Trước: {0}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>chưa có</translation>
    </message>
</context>
<context>
    <name>CourseForm</name>
    <message>
        <source>How it is now</source>
        <translation>Bây giờ thế nào</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Mạch</translation>
    </message>
    <message>
        <source>Blood pressure</source>
        <translation>Huyết áp</translation>
    </message>
    <message>
        <source>Choose how it is now</source>
        <translation>Chọn tình trạng bây giờ</translation>
    </message>
    <message>
        <source>Serious now, because of</source>
        <translation>Nay là nặng, vì</translation>
    </message>
    <message>
        <source>– (as before)</source>
        <translation>– (như trước)</translation>
    </message>
    <message>
        <source>Not a figure</source>
        <translation>Chưa phải số</translation>
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
    <name>DayListPage</name>
    <message>
        <source>The day&apos;s list</source>
        <translation>Danh sách trong ngày</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n dòng</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody has come today.</source>
        <translation>Hôm nay chưa có ai đến.</translation>
    </message>
    <message>
        <source>Nobody in this list.</source>
        <translation>Danh sách này chưa có ai.</translation>
    </message>
    <message>
        <source>Who is received stands here.</source>
        <translation>Ai đã đón tiếp sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>desk</source>
        <translation>tại bàn</translation>
    </message>
    <message>
        <source>site server</source>
        <translation>máy chủ điểm tiêm</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>trung tâm</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>Name, age</source>
        <translation>Họ tên, tuổi</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Vaccine</source>
        <translation>Vắc xin</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Giờ</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Bàn</translation>
    </message>
    <message>
        <source>How far</source>
        <translation>Đã tới đâu</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Vaccinated</source>
        <translation>Đã tiêm</translation>
    </message>
    <message>
        <source>Not vaccinated</source>
        <translation>Không tiêm</translation>
    </message>
    <message>
        <source>Observing</source>
        <translation>Theo dõi</translation>
    </message>
    <message>
        <source>Two doses</source>
        <translation>Hai mũi</translation>
    </message>
    <message>
        <source>Against proposal</source>
        <translation>Khác đề xuất</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Bị từ chối</translation>
    </message>
    <message>
        <source>Write the screening form</source>
        <translation>Ghi phiếu khám sàng lọc</translation>
    </message>
    <message>
        <source>Written: {0}. Print it and have it signed.</source>
        <translation>Đã ghi: {0}. Xin in và ký.</translation>
    </message>
</context>
<context>
    <name>DayPanel</name>
    <message>
        <source>The day in figures</source>
        <translation>Số liệu trong ngày</translation>
    </message>
    <message>
        <source>Doses by lot</source>
        <translation>Số mũi theo lô</translation>
    </message>
    <message>
        <source>Void a dose…</source>
        <translation>Huỷ mũi…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Đã đón tiếp</translation>
    </message>
    <message>
        <source>Vaccinated</source>
        <translation>Đã tiêm</translation>
    </message>
    <message>
        <source>Still on their way</source>
        <translation>Còn đang chờ</translation>
    </message>
    <message>
        <source>Delayed</source>
        <translation>Tạm hoãn</translation>
    </message>
    <message>
        <source>Contraindicated</source>
        <translation>Chống chỉ định</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Chuyển tuyến</translation>
    </message>
    <message>
        <source>Not injected</source>
        <translation>Không tiêm</translation>
    </message>
    <message>
        <source>Doses voided</source>
        <translation>Mũi đã huỷ</translation>
    </message>
    <message>
        <source>Decided against the proposal</source>
        <translation>Quyết khác đề xuất</translation>
    </message>
    <message>
        <source>{0}, lot {1}</source>
        <translation>{0}, lô {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n dose(s)</source>
        <translation>
            <numerusform>%n mũi</numerusform>
        </translation>
    </message>
    <message>
        <source>Void: {0}…</source>
        <translation>Huỷ: {0}…</translation>
    </message>
    <message>
        <source>Open at their stage</source>
        <translation>Mở ở chặng đang chờ</translation>
    </message>
    <message>
        <source>Reactions</source>
        <translation>Phản ứng</translation>
    </message>
    <message>
        <source>{0} mild, {1} serious</source>
        <translation>{0} nhẹ, {1} nặng</translation>
    </message>
    <message>
        <source>Report reaction</source>
        <translation>Báo phản ứng</translation>
    </message>
    <message>
        <source>Print the screening form (PDF)…</source>
        <translation>In phiếu khám sàng lọc (PDF)…</translation>
    </message>
    <message>
        <source>Form (PDF)…</source>
        <translation>In phiếu (PDF)…</translation>
    </message>
    <message>
        <source>Void a reaction…</source>
        <translation>Huỷ phản ứng…</translation>
    </message>
</context>
<context>
    <name>DecisionBar</name>
    <message>
        <source>Why not as proposed? The supervisor sees it.</source>
        <translation>Vì sao khác đề xuất? Người phụ trách sẽ xem.</translation>
    </message>
    <message>
        <source>Reason for another conclusion</source>
        <translation>Lý do quyết khác đề xuất</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>Kết luận</translation>
    </message>
    <message>
        <source>Delay until</source>
        <translation>Hoãn đến</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Scan or choose a person</source>
        <translation>Quét hoặc chọn một người</translation>
    </message>
    <message>
        <source>Save: {0}</source>
        <translation>Lưu: {0}</translation>
    </message>
</context>
<context>
    <name>DeedForm</name>
    <message>
        <source>Allocated to a desk or team</source>
        <translation>Cấp cho bàn hoặc đội</translation>
    </message>
    <message>
        <source>Returned to the supplier</source>
        <translation>Trả nơi cung cấp</translation>
    </message>
    <message>
        <source>Destroyed unopened</source>
        <translation>Huỷ khi chưa mở</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Làm gì</translation>
    </message>
    <message>
        <source>Doses</source>
        <translation>Số liều</translation>
    </message>
    <message>
        <source>doses</source>
        <translation>liều</translation>
    </message>
    <message>
        <source>For whom, or why</source>
        <translation>Cho ai, hoặc vì sao</translation>
    </message>
    <message>
        <source>Why it is thrown away</source>
        <translation>Lý do bỏ lọ</translation>
    </message>
    <message>
        <source>Doses thrown away</source>
        <translation>Số liều bỏ</translation>
    </message>
    <message>
        <source>Empty: what is left by count</source>
        <translation>Để trống: số còn lại theo sổ</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Refrigerator</source>
        <translation>Tủ lạnh</translation>
    </message>
    <message>
        <source>Temperature now</source>
        <translation>Nhiệt độ lúc này</translation>
    </message>
    <message>
        <source>2 to 8 °C</source>
        <translation>2 đến 8 °C</translation>
    </message>
    <message>
        <source>Save: lot moved</source>
        <translation>Lưu: cấp, trả lô</translation>
    </message>
    <message>
        <source>Save: vial thrown away</source>
        <translation>Lưu: đã bỏ lọ</translation>
    </message>
    <message>
        <source>Save: temperature</source>
        <translation>Lưu: nhiệt độ</translation>
    </message>
    <message>
        <source>Save: the file&apos;s temperatures</source>
        <translation>Lưu: nhiệt độ trong tệp</translation>
    </message>
    <message>
        <source>A lot moves</source>
        <translation>Cấp, trả, huỷ lô</translation>
    </message>
    <message>
        <source>Throw a vial away</source>
        <translation>Bỏ lọ</translation>
    </message>
    <message>
        <source>Temperature of a refrigerator</source>
        <translation>Nhiệt độ tủ lạnh</translation>
    </message>
    <message>
        <source>A logger&apos;s file</source>
        <translation>Tệp của máy ghi nhiệt</translation>
    </message>
    <message>
        <source>The readings of the file are kept; a second time changes nothing.</source>
        <translation>Lưu mọi lần đo trong tệp; đọc lại lần nữa không đổi gì.</translation>
    </message>
    <message>
        <source>Morning and afternoon, and whenever the door stood open.</source>
        <translation>Ghi sáng, chiều, và khi cửa tủ để mở lâu.</translation>
    </message>
    <message>
        <source>Diluent, lot</source>
        <translation>Dung môi, số lô</translation>
    </message>
    <message>
        <source>Diluent, expiry</source>
        <translation>Dung môi, hạn dùng</translation>
    </message>
    <message>
        <source>dd/mm/yyyy</source>
        <translation>ngày/tháng/năm</translation>
    </message>
    <message>
        <source>Save: diluent</source>
        <translation>Lưu: dung môi</translation>
    </message>
    <message>
        <source>Diluent of a vial</source>
        <translation>Dung môi pha lọ</translation>
    </message>
</context>
<context>
    <name>DeliveryForm</name>
    <message>
        <source>Receive a lot</source>
        <translation>Nhận lô vắc xin</translation>
    </message>
    <message>
        <source>Vaccine</source>
        <translation>Vắc xin</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Lô</translation>
    </message>
    <message>
        <source>As printed on the box</source>
        <translation>Như in trên hộp</translation>
    </message>
    <message>
        <source>Expiry</source>
        <translation>Hạn dùng</translation>
    </message>
    <message>
        <source>dd/mm/yyyy</source>
        <translation>ngày/tháng/năm</translation>
    </message>
    <message>
        <source>Doses received</source>
        <translation>Số liều nhận</translation>
    </message>
    <message>
        <source>doses</source>
        <translation>liều</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Nhận từ</translation>
    </message>
    <message>
        <source>Registration number</source>
        <translation>Số đăng ký lưu hành</translation>
    </message>
    <message>
        <source>State on receipt</source>
        <translation>Tình trạng khi nhận</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Look at the COM ports</source>
        <translation>Tìm máy quét ở cổng COM</translation>
    </message>
    <message>
        <source>Print staff badges (PDF)…</source>
        <translation>In thẻ nhân viên (PDF)…</translation>
    </message>
    <message>
        <source>Print the test code (PDF)…</source>
        <translation>In mã thử (PDF)…</translation>
    </message>
    <message>
        <source>End looking</source>
        <translation>Dừng tìm</translation>
    </message>
    <message>
        <source>Every COM port is listened to, for two minutes. Scan the test code.</source>
        <translation>Đang nghe mọi cổng COM, nhiều nhất hai phút. Xin quét mã thử.</translation>
    </message>
    <message>
        <source>Write the PDF</source>
        <translation>Ghi tệp PDF</translation>
    </message>
    <message>
        <source>Written: {0}.</source>
        <translation>Đã ghi: {0}.</translation>
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
    <name>Elsewhere</name>
    <message>
        <source>Go to Screening</source>
        <translation>Sang Khám sàng lọc</translation>
    </message>
    <message>
        <source>Go to Injection</source>
        <translation>Sang Tiêm</translation>
    </message>
    <message>
        <source>Go to Observation</source>
        <translation>Sang Theo dõi</translation>
    </message>
    <message>
        <source>Go to Reception</source>
        <translation>Sang Đón tiếp</translation>
    </message>
    <message>
        <source>{0} has not been received today.</source>
        <translation>{0} hôm nay chưa đón tiếp.</translation>
    </message>
    <message>
        <source>Receive them first: they get a number and are screened.</source>
        <translation>Xin đón tiếp trước: lấy số rồi khám sàng lọc.</translation>
    </message>
    <message>
        <source>{0} is waiting for screening.</source>
        <translation>{0} đang chờ khám sàng lọc.</translation>
    </message>
    <message>
        <source>A dose is recorded after the screening says so.</source>
        <translation>Có kết luận khám rồi mới ghi mũi tiêm.</translation>
    </message>
    <message>
        <source>{0} was screened and is waiting for the injection.</source>
        <translation>{0} đã khám, đang chờ tiêm.</translation>
    </message>
    <message>
        <source>A second screening is not needed.</source>
        <translation>Không cần khám lại.</translation>
    </message>
    <message>
        <source>{0} was injected and is under observation.</source>
        <translation>{0} đã tiêm, đang theo dõi.</translation>
    </message>
    <message>
        <source>Reactions are reported there.</source>
        <translation>Báo phản ứng ở trang Theo dõi.</translation>
    </message>
    <message>
        <source>{0} is done for today.</source>
        <translation>{0} hôm nay đã xong.</translation>
    </message>
    <message>
        <source>What was saved is in their history.</source>
        <translation>Những gì đã ghi nằm trong lịch sử.</translation>
    </message>
</context>
<context>
    <name>EmergencyCard</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Report reaction</source>
        <translation>Báo phản ứng</translation>
    </message>
    <message>
        <source>Anaphylaxis: do at once</source>
        <translation>Phản vệ: làm ngay</translation>
    </message>
    <message>
        <source>Call for help. Stop the injection. Note the time.</source>
        <translation>Gọi người giúp. Ngừng tiêm. Ghi giờ.</translation>
    </message>
    <message>
        <source>Adrenaline into the outer thigh at once, by the chart.</source>
        <translation>Tiêm bắp adrenaline mặt ngoài đùi ngay, theo bảng liều.</translation>
    </message>
    <message>
        <source>Free the airway, give oxygen, measure pulse and blood pressure.</source>
        <translation>Thông đường thở, thở oxy, đo mạch và huyết áp.</translation>
    </message>
    <message>
        <source>No better after 3 to 5 minutes: repeat the adrenaline.</source>
        <translation>Sau 3 đến 5 phút chưa đỡ: tiêm nhắc adrenaline.</translation>
    </message>
    <message>
        <source>Call 115. Never leave the person alone.</source>
        <translation>Gọi 115. Không để người bệnh một mình.</translation>
    </message>
    <message>
        <source>Lay flat, legs up. Vomiting: on the side. Breathless: sit up.</source>
        <translation>Nằm đầu thấp, kê chân cao. Nôn: nằm nghiêng. Khó thở: ngồi.</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Cân nặng</translation>
    </message>
    <message>
        <source>Adrenaline given now</source>
        <translation>Vừa tiêm adrenalin</translation>
    </message>
    <message>
        <source>Adrenaline: not given yet. Give it at once.</source>
        <translation>Chưa tiêm adrenalin. Tiêm ngay.</translation>
    </message>
    <message>
        <source>Given {0} time(s), last at {1}. No better: again from {2} to {3}.</source>
        <translation>Đã tiêm {0} lần, lần cuối {1}. Chưa đỡ: nhắc lại từ {2} đến {3}.</translation>
    </message>
    <message>
        <source>**No better? Give adrenaline again now.** Last at {0}.</source>
        <translation>**Chưa đỡ? Tiêm nhắc lại adrenalin ngay.** Lần cuối {0}.</translation>
    </message>
    <message>
        <source>1 mg/1 ml ampoule, into the outer thigh. {0}.</source>
        <translation>Ống 1 mg/1 ml, tiêm bắp mặt ngoài đùi. {0}.</translation>
    </message>
    <message>
        <source>No official copy was checked: the chart on the emergency box comes first.</source>
        <translation>Chưa đối chiếu với bản chính thức: theo bảng dán ở hộp cấp cứu trước.</translation>
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
    <name>FoundList</name>
    <message>
        <source>Nobody found for “{0}”.</source>
        <translation>Không thấy ai khớp “{0}”.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Find or register the person, compare card and record, give the number of the day.</source>
        <translation>Tìm hoặc đăng ký người, đối chiếu thẻ với hồ sơ, cho số của ngày.</translation>
    </message>
    <message>
        <source>Nothing is saved until the blue button is pressed. A code that is not ours saves nothing.</source>
        <translation>Chưa bấm nút xanh thì chưa lưu gì. Mã không phải của điểm tiêm cũng không lưu gì.</translation>
    </message>
    <message>
        <source>Measure, ask each item, then save the conclusion.</source>
        <translation>Đo, hỏi từng mục, rồi lưu kết luận.</translation>
    </message>
    <message>
        <source>The proposal comes from the rules. Another choice asks for a reason, which the supervisor sees.</source>
        <translation>Đề xuất là theo quy tắc. Chọn khác thì ghi lý do, người phụ trách sẽ xem.</translation>
    </message>
    <message>
        <source>Read the verdict, compare the person, inject, then record.</source>
        <translation>Đọc kết luận, đối chiếu đúng người, tiêm, rồi ghi.</translation>
    </message>
    <message>
        <source>A vial&apos;s code changes the vial, never the person. What was just saved can be voided with a reason: both entries stay.</source>
        <translation>Mã lọ chỉ đổi lọ, không đổi người. Mục vừa ghi huỷ được, có lý do: cả hai mục đều còn.</translation>
    </message>
    <message>
        <source>Reactions stand first, then those whose time is up.</source>
        <translation>Phản ứng đứng đầu, rồi đến người hết giờ.</translation>
    </message>
    <message>
        <source>Leaving before the time is up needs a reason.</source>
        <translation>Về trước giờ thì ghi lý do.</translation>
    </message>
    <message>
        <source>Everybody who came today, and how far each entry has come.</source>
        <translation>Mọi người đến hôm nay, và mỗi mục đã tới đâu.</translation>
    </message>
    <message>
        <source>Choose a row to see the person&apos;s history and to void a dose.</source>
        <translation>Chọn một dòng để xem lịch sử và huỷ mũi.</translation>
    </message>
    <message>
        <source>Lots at this site: what came, what was used, what is left.</source>
        <translation>Các lô ở điểm tiêm: đã nhận, đã dùng, còn lại.</translation>
    </message>
    <message>
        <source>A box&apos;s code fills product and lot of a delivery.</source>
        <translation>Mã trên hộp tự điền vắc xin và lô.</translation>
    </message>
    <message>
        <source>Why something is not at the centre yet, and what to do.</source>
        <translation>Vì sao có mục chưa tới trung tâm, và nên làm gì.</translation>
    </message>
    <message>
        <source>Working without a network is normal. Entries go by themselves later.</source>
        <translation>Mất mạng vẫn làm bình thường. Có mạng thì mục tự gửi.</translation>
    </message>
    <message>
        <source>Serious events until they are closed, and the 24 hours of the report.</source>
        <translation>Các tai biến nặng cho đến khi đóng ca, và 24 giờ của báo cáo.</translation>
    </message>
    <message>
        <source>The alarm rings until a supervisor acknowledges it here.</source>
        <translation>Báo động còn reo đến khi người phụ trách xác nhận ở đây.</translation>
    </message>
    <message>
        <source>Choose the camera, and try the hand scanner with the test code.</source>
        <translation>Chọn camera, và thử máy quét cầm tay bằng mã thử.</translation>
    </message>
    <message>
        <source>Nothing of the camera&apos;s picture is stored.</source>
        <translation>Không lưu lại hình nào của camera.</translation>
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
    <message>
        <source>Correct particulars</source>
        <translation>Sửa thông tin</translation>
    </message>
    <message>
        <source>Serious events</source>
        <translation>Tai biến nặng</translation>
    </message>
    <message>
        <source>Camera and scanners</source>
        <translation>Camera và máy quét</translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message>
        <source>Vaccination history</source>
        <translation>Lịch sử tiêm</translation>
    </message>
    <message>
        <source>The history is not known at this desk yet.</source>
        <translation>Bàn này chưa biết lịch sử tiêm.</translation>
    </message>
    <message>
        <source>No dose is recorded.</source>
        <translation>Chưa ghi nhận mũi nào.</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Not here: register a new person</source>
        <translation>Không thấy: đăng ký người mới</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) match</source>
        <translation>
            <numerusform>%n người khớp</numerusform>
        </translation>
    </message>
    <message>
        <source>marks may be left out; looking at {0} people</source>
        <translation>gõ không dấu cũng được; đang xem {0} người</translation>
    </message>
</context>
<context>
    <name>InjectionPage</name>
    <message>
        <source>Nobody is open.</source>
        <translation>Chưa mở ai.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>Report serious event</source>
        <translation>Báo tai biến nặng</translation>
    </message>
    <message>
        <source>Report mild reaction</source>
        <translation>Báo phản ứng nhẹ</translation>
    </message>
    <message>
        <source>Write what the reason is</source>
        <translation>Ghi rõ lý do</translation>
    </message>
    <message>
        <source>Not injected…</source>
        <translation>Không tiêm…</translation>
    </message>
    <message>
        <source>Report reaction</source>
        <translation>Báo phản ứng</translation>
    </message>
    <message>
        <source>Record dose</source>
        <translation>Ghi mũi tiêm</translation>
    </message>
    <message>
        <source>Scan or choose a person</source>
        <translation>Quét hoặc chọn một người</translation>
    </message>
    <message>
        <source>Save: not injected</source>
        <translation>Lưu: không tiêm</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Biểu mẫu</translation>
    </message>
    <message>
        <source>Once saved, {0} is observed
for {1} minutes, until {2}.</source>
        <translation>Lưu xong, {0} sang Theo dõi
{1} phút, đến {2}.</translation>
    </message>
    <message>
        <source>Scan a vial</source>
        <translation>Quét lọ vắc xin</translation>
    </message>
    <message>
        <source>Scan a code, or press Enter to open the next person.</source>
        <translation>Quét mã, hoặc bấm Enter để mở người tiếp theo.</translation>
    </message>
</context>
<context>
    <name>JoinSite</name>
    <message>
        <source>IT gives you the address and a code that is good once.</source>
        <translation>IT cho bạn địa chỉ và một mã chỉ dùng được một lần.</translation>
    </message>
    <message>
        <source>Site servers on this network</source>
        <translation>Máy chủ điểm tiêm trong mạng này</translation>
    </message>
    <message>
        <source>Address, or the server&apos;s QR code</source>
        <translation>Địa chỉ, hoặc mã QR của máy chủ</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Mã dùng một lần</translation>
    </message>
    <message>
        <source>Join the site</source>
        <translation>Vào điểm tiêm</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>Please give the server&apos;s address.</source>
        <translation>Xin cho địa chỉ của máy chủ.</translation>
    </message>
    <message>
        <source>Please type the one-time code.</source>
        <translation>Xin gõ mã dùng một lần.</translation>
    </message>
    <message>
        <source>Make this computer a desk</source>
        <translation>Đưa máy này vào điểm tiêm</translation>
    </message>
</context>
<context>
    <name>KeysHint</name>
    <message>
        <source>Keys:</source>
        <translation>Trên phím số:</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Không</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Có</translation>
    </message>
</context>
<context>
    <name>LinkPanel</name>
    <message>
        <source>Are these one person?</source>
        <translation>Có phải cùng một người?</translation>
    </message>
    <message>
        <source>Another record</source>
        <translation>Hồ sơ khác</translation>
    </message>
    <message>
        <source>Why one person</source>
        <translation>Vì sao là một người</translation>
    </message>
    <message>
        <source>This record</source>
        <translation>Hồ sơ đang mở</translation>
    </message>
    <message>
        <source>The other record</source>
        <translation>Hồ sơ kia</translation>
    </message>
    <message>
        <source>Doses</source>
        <translation>Mũi đã tiêm</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ tên</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Ngày sinh</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Giới tính</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>Số giấy tờ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>và %n mũi nữa</numerusform>
        </translation>
    </message>
    <message>
        <source>same</source>
        <translation>giống</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>khác</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>chưa biết</translation>
    </message>
    <message>
        <source>**They will be shown as one.** The entries of both stay. A supervisor can undo it.</source>
        <translation>**Hai hồ sơ sẽ hiện thành một.** Mục của cả hai vẫn còn. Người phụ trách tách lại được.</translation>
    </message>
</context>
<context>
    <name>LotPanel</name>
    <message>
        <source>Open a vial of lot</source>
        <translation>Mở lọ của lô</translation>
    </message>
    <message>
        <source>No usable lot. Receive one under Vaccine stock.</source>
        <translation>Chưa có lô dùng được. Xin nhận lô ở Kho vắc xin.</translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>còn %n</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, until {1}</source>
        <translation>{0}, hạn {1}</translation>
    </message>
</context>
<context>
    <name>NotGivenPanel</name>
    <message>
        <source>Not injected because</source>
        <translation>Không tiêm vì</translation>
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
    <name>NoteForm</name>
    <message>
        <source>How it is now</source>
        <translation>Hiện giờ</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Treatment given</source>
        <translation>Xử trí</translation>
    </message>
    <message>
        <source>Likely cause</source>
        <translation>Nguyên nhân nghi ngờ</translation>
    </message>
    <message>
        <source>Treated at</source>
        <translation>Nơi điều trị</translation>
    </message>
    <message>
        <source>The case</source>
        <translation>Ca này</translation>
    </message>
    <message>
        <source>Stays open</source>
        <translation>Còn theo dõi</translation>
    </message>
    <message>
        <source>Closed: nothing is awaited</source>
        <translation>Đóng ca: không chờ gì thêm</translation>
    </message>
    <message>
        <source>Choose how it is now</source>
        <translation>Xin chọn tình trạng hiện giờ</translation>
    </message>
    <message>
        <source>Died on</source>
        <translation>Ngày tử vong</translation>
    </message>
    <message>
        <source>Autopsy</source>
        <translation>Khám nghiệm tử thi</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Có</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Không</translation>
    </message>
    <message>
        <source>Investigation planned on</source>
        <translation>Ngày dự kiến điều tra</translation>
    </message>
    <message>
        <source>Newly met</source>
        <translation>Tiêu chuẩn nặng mới</translation>
    </message>
    <message>
        <source>There is no such day</source>
        <translation>Không có ngày này</translation>
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
    <name>ObservationPage</name>
    <message>
        <source>Bell: on</source>
        <translation>Chuông: bật</translation>
    </message>
    <message>
        <source>Waiting-room screen</source>
        <translation>Màn hình phòng chờ</translation>
    </message>
    <message>
        <source>Nobody is under observation.</source>
        <translation>Chưa có ai đang theo dõi.</translation>
    </message>
    <message>
        <source>Who was injected comes here by itself.</source>
        <translation>Ai tiêm xong sẽ tự hiện ở đây.</translation>
    </message>
    <message numerus="yes">
        <source>%n reaction(s)</source>
        <translation>
            <numerusform>%n phản ứng</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time up</source>
        <translation>
            <numerusform>%n hết giờ</numerusform>
        </translation>
    </message>
    <message>
        <source>Bell: off</source>
        <translation>Chuông: tắt</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) under observation</source>
        <translation>
            <numerusform>Đang theo dõi %n người</numerusform>
        </translation>
    </message>
    <message>
        <source>Write the slip</source>
        <translation>Ghi phiếu xác nhận</translation>
    </message>
    <message>
        <source>Written: {0}. Print it and give it to the person.</source>
        <translation>Đã ghi: {0}. Xin in rồi đưa cho người tiêm.</translation>
    </message>
</context>
<context>
    <name>ObservationPanel</name>
    <message>
        <source>Why before the time is up</source>
        <translation>Vì sao về trước giờ</translation>
    </message>
    <message>
        <source>Worse: emergency card</source>
        <translation>Nặng lên: mở thẻ cấp cứu</translation>
    </message>
    <message>
        <source>Report reaction</source>
        <translation>Báo phản ứng</translation>
    </message>
    <message>
        <source>End observation…</source>
        <translation>Cho về…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Report serious</source>
        <translation>Báo tai biến nặng</translation>
    </message>
    <message>
        <source>Report mild</source>
        <translation>Báo phản ứng nhẹ</translation>
    </message>
    <message>
        <source>Write why, then press again</source>
        <translation>Ghi lý do rồi bấm lại</translation>
    </message>
    <message>
        <source>Nobody is chosen.</source>
        <translation>Chưa chọn ai.</translation>
    </message>
    <message>
        <source>Choose a tile, or scan a code.</source>
        <translation>Chọn một ô, hoặc quét mã.</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>Chọn một người</translation>
    </message>
    <message>
        <source>No. {0}</source>
        <translation>Số {0}</translation>
    </message>
    <message>
        <source>**{0}**, {1} at {2}</source>
        <translation>**{0}**, {1} lúc {2}</translation>
    </message>
    <message>
        <source>{0}, lot {1}</source>
        <translation>{0}, lô {1}</translation>
    </message>
    <message>
        <source>watched until {0}</source>
        <translation>theo dõi thêm đến {0}</translation>
    </message>
    <message>
        <source>Under observation until {0}</source>
        <translation>Theo dõi đến {0}</translation>
    </message>
    <message>
        <source>End observation</source>
        <translation>Cho về</translation>
    </message>
    <message>
        <source>Save follow-up</source>
        <translation>Lưu diễn biến</translation>
    </message>
    <message>
        <source>End early</source>
        <translation>Cho về sớm</translation>
    </message>
    <message>
        <source>Add follow-up</source>
        <translation>Ghi diễn biến</translation>
    </message>
    <message>
        <source>End early…</source>
        <translation>Cho về sớm…</translation>
    </message>
    <message>
        <source>Emergency card</source>
        <translation>Thẻ cấp cứu</translation>
    </message>
    <message numerus="yes">
        <source>%n dose(s)</source>
        <translation>
            <numerusform>%n mũi</numerusform>
        </translation>
    </message>
    <message>
        <source>Print the slip (PDF)…</source>
        <translation>In phiếu xác nhận (PDF)…</translation>
    </message>
</context>
<context>
    <name>OtherDeeds</name>
    <message>
        <source>Print the report (PDF)…</source>
        <translation>In báo cáo (PDF)…</translation>
    </message>
    <message>
        <source>Told by phone…</source>
        <translation>Đã báo điện thoại…</translation>
    </message>
    <message>
        <source>Sent in writing…</source>
        <translation>Đã gửi văn bản…</translation>
    </message>
    <message>
        <source>Add follow-up, or close…</source>
        <translation>Ghi diễn biến, đóng ca…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
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
    <name>Particulars</name>
    <message>
        <source>Particulars</source>
        <translation>Thông tin</translation>
    </message>
    <message>
        <source>No ID number</source>
        <translation>Không có số giấy tờ</translation>
    </message>
    <message>
        <source>No phone</source>
        <translation>Chưa có điện thoại</translation>
    </message>
    <message>
        <source>No address</source>
        <translation>Chưa có địa chỉ</translation>
    </message>
    <message>
        <source>Guardian: {0}</source>
        <translation>Người giám hộ: {0}</translation>
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
    <name>PersonPreview</name>
    <message>
        <source>Take from the card</source>
        <translation>Lấy theo thẻ</translation>
    </message>
    <message>
        <source>A supervisor can link the two records.</source>
        <translation>Người phụ trách ghép được hai hồ sơ.</translation>
    </message>
    <message>
        <source>Same person…</source>
        <translation>Cùng một người…</translation>
    </message>
    <message>
        <source>Add to history</source>
        <translation>Ghi vào lịch sử</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Cắt</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>Chép</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>Dán</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xoá</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Chọn hết</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Cắt</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>Chép</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>Dán</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xoá</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Chọn hết</translation>
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
        <translation>Khám sàng&#xa0;lọc</translation>
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
    <name>ReactionFields</name>
    <message>
        <source>Symptoms</source>
        <translation>Triệu chứng</translation>
    </message>
    <message>
        <source>Criteria of a serious event</source>
        <translation>Tiêu chuẩn tai biến nặng</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Treatment given</source>
        <translation>Đã xử trí</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Nhiệt độ</translation>
    </message>
    <message>
        <source>Pulse</source>
        <translation>Mạch</translation>
    </message>
    <message>
        <source>/min</source>
        <translation>lần/ph</translation>
    </message>
    <message>
        <source>Blood pressure</source>
        <translation>Huyết áp</translation>
    </message>
    <message>
        <source>Outcome now</source>
        <translation>Kết quả hiện tại</translation>
    </message>
    <message>
        <source>Symptoms: by digit, or arrows and space</source>
        <translation>Triệu chứng: phím số, hoặc mũi tên và dấu cách</translation>
    </message>
    <message>
        <source>Serious if any holds (WHO)</source>
        <translation>Nặng nếu có một điều (WHO)</translation>
    </message>
    <message>
        <source>Not a figure</source>
        <translation>Chưa phải số</translation>
    </message>
</context>
<context>
    <name>ReactionForm</name>
    <message>
        <source>Report a reaction: {0}</source>
        <translation>Báo phản ứng: {0}</translation>
    </message>
    <message>
        <source>Serious adverse event</source>
        <translation>Tai biến nặng</translation>
    </message>
    <message>
        <source>Mild reaction</source>
        <translation>Phản ứng nhẹ</translation>
    </message>
    <message>
        <source>Choose a symptom, or write what happened</source>
        <translation>Chọn triệu chứng, hoặc ghi diễn biến</translation>
    </message>
</context>
<context>
    <name>ReadRow</name>
    <message>
        <source>Not a code of this site</source>
        <translation>Mã này không phải của điểm tiêm</translation>
    </message>
    <message>
        <source>ID card</source>
        <translation>Căn cước</translation>
    </message>
    <message>
        <source>Insurance card</source>
        <translation>Thẻ BHYT</translation>
    </message>
    <message>
        <source>Personal QR</source>
        <translation>QR cá nhân</translation>
    </message>
    <message>
        <source>Health book</source>
        <translation>Sổ sức khoẻ</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Chứng nhận</translation>
    </message>
    <message>
        <source>Vial</source>
        <translation>Lọ vắc xin</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Nothing is saved. Please show another paper.</source>
        <translation>Không lưu gì. Xin đưa giấy tờ khác.</translation>
    </message>
    <message>
        <source>Received today, number {0}</source>
        <translation>Đã đón tiếp, số {0}</translation>
    </message>
    <message>
        <source>Not received yet</source>
        <translation>Chưa đón tiếp</translation>
    </message>
    <message>
        <source>Not ours</source>
        <translation>Mã không nhận</translation>
    </message>
    <message>
        <source>Nothing is saved.</source>
        <translation>Không lưu gì.</translation>
    </message>
    <message>
        <source>Site server</source>
        <translation>Máy chủ điểm tiêm</translation>
    </message>
    <message>
        <source>Consent sheet</source>
        <translation>Phiếu đồng ý</translation>
    </message>
    <message>
        <source>Appointment slip</source>
        <translation>Phiếu hẹn</translation>
    </message>
    <message>
        <source>Confirmation slip</source>
        <translation>Phiếu xác nhận</translation>
    </message>
</context>
<context>
    <name>ReasonRow</name>
    <message>
        <source>Another reason</source>
        <translation>Lý do khác</translation>
    </message>
    <message>
        <source>Please say why: keys 1 to {0}, or in words.</source>
        <translation>Xin chọn lý do: phím 1 đến {0}, hoặc gõ.</translation>
    </message>
</context>
<context>
    <name>ReceptionPage</name>
    <message>
        <source>Ready for the next person.</source>
        <translation>Sẵn sàng đón người tiếp theo.</translation>
    </message>
    <message>
        <source>Show a card to the camera, scan a code, or type a name or a number.</source>
        <translation>Đưa thẻ trước camera, quét mã, hoặc gõ tên, gõ số.</translation>
    </message>
    <message>
        <source>Register a new person</source>
        <translation>Đăng ký người mới</translation>
    </message>
    <message>
        <source>Nobody found for “{0}”.</source>
        <translation>Không thấy ai khớp “{0}”.</translation>
    </message>
    <message>
        <source>See card</source>
        <translation>Xem thẻ</translation>
    </message>
    <message>
        <source>Try fewer letters or the last digits of a number, or register.</source>
        <translation>Xin gõ ít chữ hơn, gõ mấy số cuối, hoặc đăng ký mới.</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Người mới</translation>
    </message>
    <message>
        <source>Chosen, born {0}</source>
        <translation>Đang chọn, sinh {0}</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Đang chọn</translation>
    </message>
    <message>
        <source>Register, take number {0}</source>
        <translation>Đăng ký, lấy số {0}</translation>
    </message>
    <message>
        <source>Receive, take number {0}</source>
        <translation>Đón tiếp, lấy số {0}</translation>
    </message>
    <message>
        <source>Go to Screening</source>
        <translation>Sang Khám sàng lọc</translation>
    </message>
    <message>
        <source>Go to Injection</source>
        <translation>Sang Tiêm</translation>
    </message>
    <message>
        <source>Go to Observation</source>
        <translation>Sang Theo dõi</translation>
    </message>
    <message>
        <source>Done: next person</source>
        <translation>Xong: người tiếp theo</translation>
    </message>
    <message>
        <source>Scan or choose a person</source>
        <translation>Quét hoặc chọn một người</translation>
    </message>
    <message>
        <source>Nobody else found for “{0}”.</source>
        <translation>Không thấy ai khác theo “{0}”.</translation>
    </message>
    <message>
        <source>Try fewer letters, or the last digits of the other record&apos;s number.</source>
        <translation>Gõ ít chữ hơn, hoặc số cuối trên giấy tờ của hồ sơ kia.</translation>
    </message>
    <message>
        <source>Which other record is {0}&apos;s?</source>
        <translation>Hồ sơ nào nữa cũng của {0}?</translation>
    </message>
    <message>
        <source>Scan its card, or type its name or number in the field above.</source>
        <translation>Quét thẻ, hoặc gõ tên hay số của hồ sơ kia vào ô trên.</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation>Đang sửa</translation>
    </message>
    <message>
        <source>One person</source>
        <translation>Cùng một người</translation>
    </message>
    <message>
        <source>Save the correction</source>
        <translation>Lưu thông tin đã sửa</translation>
    </message>
    <message>
        <source>Link the two records</source>
        <translation>Ghép hai hồ sơ</translation>
    </message>
    <message>
        <source>Compare the records</source>
        <translation>Xem cạnh nhau</translation>
    </message>
    <message>
        <source>Find the other record</source>
        <translation>Tìm hồ sơ kia</translation>
    </message>
    <message>
        <source>Same person…</source>
        <translation>Cùng một người…</translation>
    </message>
    <message>
        <source>Correct</source>
        <comment>in full</comment>
        <translation>Sửa thông tin</translation>
    </message>
    <message>
        <source>{0} was linked on {1}. Their entries stay with each of them.</source>
        <translation>{0} đã được ghép ngày {1}. Mục của ai vẫn ở hồ sơ người ấy.</translation>
    </message>
    <message>
        <source>Two people after all?</source>
        <translation>Thật ra là hai người?</translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation>Tách hồ sơ</translation>
    </message>
    <message>
        <source>Take apart…</source>
        <translation>Tách hồ sơ…</translation>
    </message>
    <message>
        <source>Report reaction</source>
        <translation>Báo phản ứng</translation>
    </message>
</context>
<context>
    <name>RegistrationForm</name>
    <message>
        <source>Register a new person</source>
        <translation>Đăng ký người mới</translation>
    </message>
    <message>
        <source>Open this person</source>
        <translation>Mở người này</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>Số giấy tờ</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Ngày sinh</translation>
    </message>
    <message>
        <source>12/03/1979, or the year only</source>
        <translation>12/03/1979, hoặc chỉ năm</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Giới tính</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Người giám hộ</translation>
    </message>
    <message>
        <source>Parent or guardian, under 18</source>
        <translation>Cha mẹ hoặc người giám hộ, dưới 18 tuổi</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>Dị ứng</translation>
    </message>
    <message>
        <source>Write “none” if asked</source>
        <translation>Đã hỏi, không có: ghi “không”</translation>
    </message>
    <message>
        <source>from the card</source>
        <translation>từ thẻ</translation>
    </message>
</context>
<context>
    <name>ReportFields</name>
    <message>
        <source>Pregnant, lactating</source>
        <translation>Mang thai, cho con bú</translation>
    </message>
    <message>
        <source>Allergies, illnesses before</source>
        <translation>Tiền sử dị ứng, bệnh tật</translation>
    </message>
    <message>
        <source>Treated at</source>
        <translation>Nơi điều trị</translation>
    </message>
    <message>
        <source>Likely cause</source>
        <translation>Nguyên nhân nghi ngờ</translation>
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
        <source>Not ready to scan. {0}</source>
        <translation>Chưa sẵn sàng quét. {0}</translation>
    </message>
    <message>
        <source>Scan a code, or type a name, an ID, a phone</source>
        <translation>Quét mã, hoặc gõ họ tên, số giấy tờ, số điện thoại</translation>
    </message>
</context>
<context>
    <name>ScannerCard</name>
    <message>
        <source>Test code for hand scanners</source>
        <translation>Mã thử máy quét cầm tay</translation>
    </message>
    <message>
        <source>Forget this scanner</source>
        <translation>Quên máy quét này</translation>
    </message>
    <message>
        <source>COM port: {0}</source>
        <translation>Cổng COM: {0}</translation>
    </message>
    <message>
        <source>ends with Enter</source>
        <translation>kết thúc bằng Enter</translation>
    </message>
    <message>
        <source>ends with Tab</source>
        <translation>kết thúc bằng Tab</translation>
    </message>
    <message>
        <source>without a closing key</source>
        <translation>không có phím kết thúc</translation>
    </message>
    <message>
        <source>Types like a keyboard, {0}</source>
        <translation>Gõ như bàn phím, {0}</translation>
    </message>
    <message>
        <source>No scanner at a COM port is remembered. Those that type need nothing.</source>
        <translation>Chưa nhớ máy quét cổng COM nào. Máy quét gõ như bàn phím thì không cần nhớ.</translation>
    </message>
    <message>
        <source>Remembered and ready: {0}</source>
        <translation>Đã nhớ, sẵn sàng: {0}</translation>
    </message>
    <message>
        <source>Scan this code with the desk&apos;s hand scanner, with the input tool as at work. One in serial (COM) mode: press **Look at the COM ports** first.</source>
        <translation>Quét mã này bằng máy quét của bàn, bộ gõ để như lúc làm việc. Máy quét ở chế độ cổng COM: bấm **Tìm máy quét ở cổng COM** trước.</translation>
    </message>
    <message>
        <source>Hand scanner</source>
        <translation>Máy quét cầm tay</translation>
    </message>
</context>
<context>
    <name>ScreeningPage</name>
    <message>
        <source>Nobody is open.</source>
        <translation>Chưa mở ai.</translation>
    </message>
    <message>
        <source>Save: consent given</source>
        <translation>Lưu: đồng ý tiêm</translation>
    </message>
    <message>
        <source>Save: vaccination refused</source>
        <translation>Lưu: từ chối tiêm</translation>
    </message>
    <message>
        <source>Write the consent sheet</source>
        <translation>Ghi phiếu đồng ý</translation>
    </message>
    <message>
        <source>Written: {0}. Print it, have it signed, scan its code.</source>
        <translation>Đã ghi: {0}. Xin in, mời ký, rồi quét mã.</translation>
    </message>
    <message>
        <source>Scan a code, or press Enter to open the next person.</source>
        <translation>Quét mã, hoặc bấm Enter để mở người tiếp theo.</translation>
    </message>
    <message>
        <source>Report reaction</source>
        <translation>Báo phản ứng</translation>
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
    <name>SeriousPage</name>
    <message>
        <source>Serious events that are open</source>
        <translation>Tai biến nặng chưa đóng ca</translation>
    </message>
    <message>
        <source>Serious events</source>
        <translation>Tai biến nặng</translation>
    </message>
    <message>
        <source>No serious event is open.</source>
        <translation>Không có tai biến nặng nào chưa đóng.</translation>
    </message>
    <message>
        <source>Who is reported with one stands here until the case is closed.</source>
        <translation>Ai bị báo tai biến nặng sẽ ở đây đến khi đóng ca.</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>Lưu báo cáo</translation>
    </message>
    <message>
        <source>Written: {0}. Print it, sign it, send it.</source>
        <translation>Đã lưu: {0}. Xin in, ký và gửi.</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Họ tên</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Report due in</source>
        <translation>Hạn báo cáo</translation>
    </message>
    <message>
        <source>How far</source>
        <translation>Tới đâu</translation>
    </message>
    <message>
        <source>sent {0}</source>
        <translation>đã gửi {0}</translation>
    </message>
</context>
<context>
    <name>SeriousPanel</name>
    <message>
        <source>Who was told</source>
        <translation>Đã báo cho ai</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Chưa cần làm gì</translation>
    </message>
    <message>
        <source>Write who was told, then press again</source>
        <translation>Xin ghi đã báo cho ai rồi bấm lại</translation>
    </message>
    <message>
        <source>**{0}**, since {1} on {2}.</source>
        <translation>**{0}**, từ {1} ngày {2}.</translation>
    </message>
    <message>
        <source>{0}, lot {1}.</source>
        <translation>{0}, lô {1}.</translation>
    </message>
    <message>
        <source>Report in writing</source>
        <translation>Báo cáo bằng văn bản</translation>
    </message>
    <message>
        <source>by {0} on {1}</source>
        <translation>trước {0} ngày {1}</translation>
    </message>
    <message>
        <source>Reported in writing</source>
        <translation>Đã báo cáo bằng văn bản</translation>
    </message>
    <message>
        <source>The supervisor has not acknowledged it</source>
        <translation>Người phụ trách chưa xác nhận</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Người phụ trách đã xác nhận</translation>
    </message>
    <message>
        <source>Save: told by phone</source>
        <translation>Lưu: đã báo điện thoại</translation>
    </message>
    <message>
        <source>Save: sent in writing</source>
        <translation>Lưu: đã gửi văn bản</translation>
    </message>
    <message>
        <source>Save follow-up</source>
        <translation>Lưu diễn biến</translation>
    </message>
    <message>
        <source>Acknowledge the alarm</source>
        <translation>Xác nhận báo động</translation>
    </message>
    <message>
        <source>Print the 24-hour report</source>
        <translation>In báo cáo 24 giờ</translation>
    </message>
    <message>
        <source>Add follow-up</source>
        <translation>Ghi diễn biến</translation>
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
    <message>
        <source>**{0}**: please type your password.</source>
        <translation>**{0}**: xin nhập mật khẩu.</translation>
    </message>
    <message>
        <source>{0}: please type your password.</source>
        <translation>{0}: xin nhập mật khẩu.</translation>
    </message>
    <message>
        <source>Half entered and not saved: {0}. It comes back when they sign in.</source>
        <translation>Đang ghi dở, chưa lưu: {0}. Đăng nhập lại là ghi tiếp được.</translation>
    </message>
    <message>
        <source>Or scan a staff badge.</source>
        <translation>Hoặc quét thẻ nhân viên.</translation>
    </message>
</context>
<context>
    <name>SiteFields</name>
    <message>
        <source>Injection site</source>
        <translation>Vị trí tiêm</translation>
    </message>
    <message>
        <source>Other site</source>
        <translation>Vị trí khác</translation>
    </message>
    <message>
        <source>Which place</source>
        <translation>Chỗ nào</translation>
    </message>
    <message>
        <source>Volume, route</source>
        <translation>Liều, đường tiêm</translation>
    </message>
    <message>
        <source>Vaccinator</source>
        <translation>Người tiêm</translation>
    </message>
    <message>
        <source>Elsewhere…</source>
        <translation>Chỗ khác…</translation>
    </message>
    <message>
        <source>Volume in ml, {0}</source>
        <translation>Liều (ml), {0}</translation>
    </message>
    <message>
        <source>Volume: see the leaflet</source>
        <translation>Liều: xem tờ hướng dẫn</translation>
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
    <name>StatusWords</name>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n mục bị từ chối</numerusform>
        </translation>
    </message>
    <message>
        <source>Last sent {0}</source>
        <translation>Gửi lần cuối {0}</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Có mạng</translation>
    </message>
    <message>
        <source>Connected, sending</source>
        <translation>Có mạng, đang gửi</translation>
    </message>
    <message>
        <source>The centre refuses this desk</source>
        <translation>Trung tâm từ chối bàn này</translation>
    </message>
    <message>
        <source>Not enrolled yet, saving as usual</source>
        <translation>Chưa ghi danh, vẫn ghi bình thường</translation>
    </message>
    <message>
        <source>Offline, saving as usual</source>
        <translation>Mất mạng, vẫn ghi bình thường</translation>
    </message>
    <message>
        <source>Offline since {0}, saving as usual</source>
        <translation>Mất mạng từ {0}, vẫn ghi bình thường</translation>
    </message>
    <message>
        <source>Everything is at the centre</source>
        <translation>Trung tâm đã nhận đủ</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) waiting</source>
        <translation>
            <numerusform>%n mục chờ gửi</numerusform>
        </translation>
    </message>
    <message>
        <source>Camera ready</source>
        <translation>Camera sẵn sàng</translation>
    </message>
    <message>
        <source>Camera is busy</source>
        <translation>Camera đang bận</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Không có camera</translation>
    </message>
    <message>
        <source>Camera unplugged</source>
        <translation>Camera bị rút dây</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>Camera đang tắt</translation>
    </message>
    <message>
        <source>Nothing goes through since {0}</source>
        <translation>Không gửi được từ {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n differ(s)</source>
        <translation>
            <numerusform>%n mục lệch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stock: %n warning(s)</source>
        <translation>
            <numerusform>Kho: %n cảnh báo</numerusform>
        </translation>
    </message>
    <message>
        <source>No hand scanner</source>
        <translation>Không thấy máy quét</translation>
    </message>
    <message>
        <source>Hand scanner is busy</source>
        <translation>Máy quét đang bận</translation>
    </message>
</context>
<context>
    <name>StockPage</name>
    <message>
        <source>Lots</source>
        <translation>Các lô</translation>
    </message>
    <message>
        <source>No vaccine was received yet.</source>
        <translation>Chưa nhận vắc xin nào.</translation>
    </message>
    <message>
        <source>Receive the first lot to begin: product, lot, expiry, doses.</source>
        <translation>Xin nhận lô đầu tiên: vắc xin, lô, hạn dùng, số liều.</translation>
    </message>
    <message>
        <source>Receive a lot</source>
        <translation>Nhận lô vắc xin</translation>
    </message>
    <message>
        <source>Save: lot received</source>
        <translation>Lưu: đã nhận lô</translation>
    </message>
    <message>
        <source>Doses of this lot can be injected at once.</source>
        <translation>Lưu xong, lô này tiêm được ngay.</translation>
    </message>
    <message>
        <source>Allocate, return…</source>
        <translation>Cấp, trả, huỷ…</translation>
    </message>
    <message>
        <source>Logger&apos;s file…</source>
        <translation>Tệp máy ghi…</translation>
    </message>
    <message>
        <source>Vials</source>
        <translation>Các lọ</translation>
    </message>
    <message>
        <source>Refrigerators</source>
        <translation>Tủ lạnh</translation>
    </message>
    <message>
        <source>The logger&apos;s file</source>
        <translation>Tệp của máy ghi nhiệt</translation>
    </message>
    <message>
        <source>Open vials</source>
        <translation>Lọ đang mở</translation>
    </message>
    <message>
        <source>No vial was opened today.</source>
        <translation>Hôm nay chưa mở lọ nào.</translation>
    </message>
    <message>
        <source>No temperature was written down yet.</source>
        <translation>Chưa ghi nhiệt độ lần nào.</translation>
    </message>
    <message>
        <source>Scan a vial on Injection: opening it is written down by itself.</source>
        <translation>Quét lọ ở trang Tiêm: việc mở lọ được ghi ngay.</translation>
    </message>
    <message>
        <source>Write the first one down, or read the logger&apos;s file.</source>
        <translation>Xin ghi lần đầu, hoặc đọc tệp của máy ghi.</translation>
    </message>
    <message>
        <source>Throw a vial away…</source>
        <translation>Bỏ lọ…</translation>
    </message>
    <message>
        <source>Write a temperature…</source>
        <translation>Ghi nhiệt độ…</translation>
    </message>
    <message numerus="yes">
        <source>%n more warning(s).</source>
        <translation>
            <numerusform>Còn %n cảnh báo nữa.</numerusform>
        </translation>
    </message>
    <message>
        <source>Diluent…</source>
        <translation>Dung môi…</translation>
    </message>
</context>
<context>
    <name>StockTables</name>
    <message>
        <source>Vaccine</source>
        <translation>Vắc xin</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Lô</translation>
    </message>
    <message>
        <source>Expiry</source>
        <translation>Hạn dùng</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Đã nhận</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Đã dùng</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Còn lại</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Bàn</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Mở lúc</translation>
    </message>
    <message>
        <source>Discard at</source>
        <translation>Bỏ lúc</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>Đã rút</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Ra sao</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>chưa rõ</translation>
    </message>
    <message>
        <source>Refrigerator</source>
        <translation>Tủ lạnh</translation>
    </message>
    <message>
        <source>Last read</source>
        <translation>Lần đo cuối</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Nhiệt độ</translation>
    </message>
    <message>
        <source>Outside 2-8 °C in 30 days</source>
        <translation>Ngoài 2-8 °C trong 30 ngày</translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>còn %n</numerusform>
        </translation>
    </message>
    <message>
        <source>open</source>
        <translation>đang mở</translation>
    </message>
    <message numerus="yes">
        <source>%n extra</source>
        <translation>
            <numerusform>dư %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>thiếu %n</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
    <message>
        <source>{0} °C, {1}</source>
        <translation>{0} °C, {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n lần nữa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wasted</source>
        <translation>
            <numerusform>bỏ %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>Đã cấp</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Đã trả</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Huỷ, bỏ</translation>
    </message>
</context>
<context>
    <name>Surroundings</name>
    <message>
        <source>in injection</source>
        <translation>đang tiêm</translation>
    </message>
    <message>
        <source>in screening</source>
        <translation>đang khám</translation>
    </message>
    <message>
        <source>For injection</source>
        <translation>Chờ tiêm</translation>
    </message>
    <message>
        <source>For screening</source>
        <translation>Chờ khám</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n người</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is waiting. Scan a code to open someone.</source>
        <translation>Chưa có ai chờ. Quét mã để mở một người.</translation>
    </message>
    <message>
        <source>the new person</source>
        <translation>người mới</translation>
    </message>
    <message>
        <source>Recording for {0}. Switch to {1}?</source>
        <translation>Đang ghi cho {0}. Chuyển sang {1}?</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Ở lại</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Chuyển</translation>
    </message>
    <message>
        <source>**Serious event: {0}**, {1}, at {2}.</source>
        <translation>**Tai biến nặng: {0}**, {1}, lúc {2}.</translation>
    </message>
    <message numerus="yes">
        <source>%n more.</source>
        <translation>
            <numerusform>Còn %n ca nữa.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>What to do, in order</source>
        <translation>Việc nên làm, theo thứ tự</translation>
    </message>
    <message>
        <source>This machine and the desks</source>
        <translation>Máy này và các bàn</translation>
    </message>
    <message>
        <source>Every entry passes three stops</source>
        <translation>Mỗi mục đi qua ba chặng</translation>
    </message>
    <message>
        <source>All is green</source>
        <translation>Tất cả đã xanh</translation>
    </message>
    <message>
        <source>Why not green yet?</source>
        <translation>Vì sao chưa xanh?</translation>
    </message>
    <message>
        <source>Saved at this desk</source>
        <translation>Đã lưu tại bàn</translation>
    </message>
    <message>
        <source>At the site server</source>
        <translation>Đã tới máy chủ điểm tiêm</translation>
    </message>
    <message>
        <source>Received by the centre</source>
        <translation>Trung tâm đã nhận</translation>
    </message>
    <message>
        <source>Refused, with the reason</source>
        <translation>Bị từ chối, có ghi lý do</translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation>Chưa mất gì cả.</translation>
    </message>
    <message>
        <source>The journal is not intact: see below.</source>
        <translation>Nhật ký không nguyên vẹn: xem bên dưới.</translation>
    </message>
    <message>
        <source>The journal is being checked.</source>
        <translation>Đang kiểm tra nhật ký.</translation>
    </message>
    <message numerus="yes">
        <source>The centre lacks %n entry(ies) of this desk.</source>
        <translation>
            <numerusform>Trung tâm còn thiếu %n mục của bàn này.</numerusform>
        </translation>
    </message>
    <message>
        <source>The centre has everything of this desk.</source>
        <translation>Trung tâm đã có đủ mục của bàn này.</translation>
    </message>
    <message>
        <source>journal intact</source>
        <translation>nhật ký nguyên vẹn</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>chưa kiểm tra</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>Bàn này</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) saved</source>
        <translation>
            <numerusform>%n mục đã lưu</numerusform>
        </translation>
    </message>
    <message>
        <source>Site server</source>
        <translation>Máy chủ điểm tiêm</translation>
    </message>
    <message numerus="yes">
        <source>%n arrived</source>
        <translation>
            <numerusform>%n mục đã tới</numerusform>
        </translation>
    </message>
    <message>
        <source>Local network good</source>
        <translation>Mạng nội bộ tốt</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Chưa nối được</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Trung tâm</translation>
    </message>
    <message numerus="yes">
        <source>%n received</source>
        <translation>
            <numerusform>%n mục đã nhận</numerusform>
        </translation>
    </message>
    <message>
        <source>all, agrees with this desk</source>
        <translation>đủ, khớp với bàn này</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n mục chờ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n bị từ chối</numerusform>
        </translation>
    </message>
    <message>
        <source>everything</source>
        <translation>đã đủ</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Đã nối</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Đang gửi</translation>
    </message>
    <message>
        <source>Not enrolled</source>
        <translation>Chưa ghi danh</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Đang đứt</translation>
    </message>
    <message>
        <source>Cut since {0}</source>
        <translation>Đứt từ {0}</translation>
    </message>
    <message>
        <source>nothing sent yet</source>
        <translation>chưa gửi mục nào</translation>
    </message>
    <message>
        <source>sent {0}</source>
        <translation>vừa gửi {0}</translation>
    </message>
    <message>
        <source>again at {0}</source>
        <translation>thử lại lúc {0}</translation>
    </message>
    <message>
        <source>The journal is not intact</source>
        <translation>Nhật ký không nguyên vẹn</translation>
    </message>
    <message>
        <source>Do not switch off, do not copy anything. Call IT now.</source>
        <translation>Xin đừng tắt máy, đừng sao chép gì. Gọi IT ngay.</translation>
    </message>
    <message>
        <source>Refused: {0}</source>
        <translation>Bị từ chối: {0}</translation>
    </message>
    <message>
        <source>Open this entry</source>
        <translation>Mở mục này</translation>
    </message>
    <message>
        <source>The centre refuses this desk</source>
        <translation>Trung tâm từ chối bàn này</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>The clock of this machine is wrong</source>
        <translation>Đồng hồ máy này sai</translation>
    </message>
    <message>
        <source>Entries say so and are kept in order. Set the clock when it suits.</source>
        <translation>Mục có ghi dấu và vẫn đúng thứ tự. Xin chỉnh giờ khi rảnh.</translation>
    </message>
    <message>
        <source>This desk is not enrolled at a centre</source>
        <translation>Bàn này chưa ghi danh với trung tâm</translation>
    </message>
    <message>
        <source>Work goes on. Ask IT for the one-time code.</source>
        <translation>Vẫn làm việc được. Xin hỏi IT mã dùng một lần.</translation>
    </message>
    <message>
        <source>The line to the centre is cut</source>
        <translation>Đường ra trung tâm đứt</translation>
    </message>
    <message>
        <source>The line to the centre is cut since {0}</source>
        <translation>Đường ra trung tâm đứt từ {0}</translation>
    </message>
    <message numerus="yes">
        <source>Nothing to do yet: %n entry(ies) are safe here and go by themselves.</source>
        <translation>
            <numerusform>Chưa cần làm gì: %n mục nằm an toàn ở đây và tự gửi khi có mạng.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try to connect</source>
        <translation>Thử nối lại</translation>
    </message>
    <message>
        <source>Nothing to do: entries go by themselves.</source>
        <translation>Không cần làm gì: mục tự gửi.</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Chưa cần làm gì</translation>
    </message>
    <message>
        <source>Everything saved here is at the centre.</source>
        <translation>Mọi mục đã lưu ở đây đều tới trung tâm.</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) differ from the server</source>
        <translation>
            <numerusform>%n mục lệch với máy chủ</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was deleted here. Tell IT: the program&apos;s log names them.</source>
        <translation>Ở đây không xoá gì. Xin báo IT: nhật ký chương trình có ghi tên mục.</translation>
    </message>
    <message numerus="yes">
        <source>The line is up, but %n entry(ies) do not arrive. They are safe here. Try again; if it stays so, tell IT.</source>
        <translation>
            <numerusform>Có mạng nhưng %n mục chưa tới nơi. Các mục vẫn an toàn ở đây. Xin thử lại; nếu vẫn vậy, báo IT.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing goes through since {0}</source>
        <translation>Không gửi được từ {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n differ(s)</source>
        <translation>
            <numerusform>%n mục lệch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mended</source>
        <translation>
            <numerusform>%n mục đã tự sửa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only here</source>
        <translation>
            <numerusform>%n mục chỉ có ở đây</numerusform>
        </translation>
    </message>
    <message>
        <source>agrees, {0}</source>
        <translation>khớp, {0}</translation>
    </message>
    <message>
        <source>Compared, entry by entry</source>
        <translation>Đối chiếu từng mục</translation>
    </message>
    <message>
        <source>This desk and the server do not hold the same: see below.</source>
        <translation>Bàn này và máy chủ không giữ giống nhau: xin xem bên dưới.</translation>
    </message>
    <message>
        <source>journal not intact</source>
        <translation>nhật ký không nguyên vẹn</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>No. {0}</source>
        <translation>Số {0}</translation>
    </message>
    <message>
        <source>Staff are taking care</source>
        <translation>Nhân viên y tế đang chăm sóc</translation>
    </message>
    <message>
        <source>You may leave</source>
        <translation>Mời về</translation>
    </message>
    <message>
        <source>Leaves at {0}</source>
        <translation>Về lúc {0}</translation>
    </message>
    <message>
        <source>+{0} min</source>
        <translation>+{0} ph</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>giây</translation>
    </message>
    <message>
        <source>min</source>
        <translation>phút</translation>
    </message>
    <message>
        <source>Watch until {0}</source>
        <translation>Theo dõi đến {0}</translation>
    </message>
    <message>
        <source>Time is up since {0}</source>
        <translation>Hết giờ từ {0}</translation>
    </message>
    <message>
        <source>{0} since {1}</source>
        <translation>{0} từ {1}</translation>
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
        <translation>Lọ đang dùng</translation>
    </message>
    <message>
        <source>Scan a vial to change</source>
        <translation>Quét mã lọ để đổi</translation>
    </message>
    <message>
        <source>Reason for going on</source>
        <translation>Lý do vẫn tiêm</translation>
    </message>
    <message>
        <source>Choose a lot</source>
        <translation>Chọn lô</translation>
    </message>
    <message>
        <source>**Before injecting:** ask name and birth year, compare with the screen.</source>
        <translation>**Trước khi tiêm:** hỏi lại họ tên và năm sinh, đối chiếu với màn hình.</translation>
    </message>
</context>
<context>
    <name>VitalsCard</name>
    <message>
        <source>Vital signs</source>
        <translation>Sinh hiệu</translation>
    </message>
    <message>
        <source>Not a figure</source>
        <translation>Chưa phải số</translation>
    </message>
    <message>
        <source>Blood pressure</source>
        <translation>Huyết áp</translation>
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
        <source>Please say why in a few words.</source>
        <translation>Xin ghi vài chữ vì sao.</translation>
    </message>
    <message>
        <source>Void what was saved?</source>
        <translation>Huỷ mục vừa ghi?</translation>
    </message>
    <message>
        <source>Please choose a reason: keys 1 to {0}.</source>
        <translation>Xin chọn lý do: phím 1 đến {0}.</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Waiting room</source>
        <translation>Phòng chờ</translation>
    </message>
    <message>
        <source>Observation after vaccination</source>
        <translation>Theo dõi sau tiêm</translation>
    </message>
    <message>
        <source>min</source>
        <translation>phút</translation>
    </message>
    <message>
        <source>If you feel unwell, call the staff at once. Please stay for the whole time.</source>
        <translation>Thấy khó chịu, xin gọi nhân viên y tế ngay. Xin ngồi lại đủ giờ.</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) waiting</source>
        <translation>
            <numerusform>%n người đang chờ</numerusform>
        </translation>
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
    <name>WhichDose</name>
    <message>
        <source>After which dose? The report names the others of that visit as well.</source>
        <translation>Sau mũi nào? Báo cáo nêu cả các mũi khác của buổi ấy.</translation>
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
        <translation>Vì</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Quy tắc</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Data used</source>
        <translation>Dữ liệu đã dùng</translation>
    </message>
    <message>
        <source>How fresh</source>
        <translation>Biết đến khi nào</translation>
    </message>
    <message>
        <source>Observation</source>
        <translation>Theo dõi sau tiêm</translation>
    </message>
    <message>
        <source>Vaccine</source>
        <translation>Vắc xin</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Born {0}</source>
        <translation>Sinh {0}</translation>
    </message>
    <message>
        <source>Allergy: {0}</source>
        <translation>Dị ứng: {0}</translation>
    </message>
    <message>
        <source>Allergies not asked yet</source>
        <translation>Chưa hỏi dị ứng</translation>
    </message>
    <message>
        <source>No allergy recorded</source>
        <translation>Không ghi nhận dị ứng</translation>
    </message>
    <message>
        <source>Voided {0}: {1}</source>
        <translation>Đã huỷ {0}: {1}</translation>
    </message>
    <message>
        <source>The desk&apos;s clock was doubtful</source>
        <translation>Đồng hồ bàn lúc đó không chắc đúng</translation>
    </message>
    <message>
        <source>Card: {0}. Record: {1}.</source>
        <translation>Thẻ: {0}. Hồ sơ: {1}.</translation>
    </message>
    <message>
        <source>No number</source>
        <translation>Không có số</translation>
    </message>
    <message>
        <source>Open at {0}</source>
        <translation>Đang mở ở {0}</translation>
    </message>
    <message>
        <source>Voided: {0}</source>
        <translation>Đã huỷ: {0}</translation>
    </message>
    <message>
        <source>Scan a vial&apos;s code, or choose a lot</source>
        <translation>Quét mã lọ, hoặc chọn lô</translation>
    </message>
    <message>
        <source>Opened {0}, discard at {1}</source>
        <translation>Mở {0}, bỏ lúc {1}</translation>
    </message>
    <message>
        <source>Lot **{0}**, expires {1}</source>
        <translation>Lô **{0}**, hạn dùng {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n dose(s) of the lot left</source>
        <translation>
            <numerusform>Lô còn %n liều</numerusform>
        </translation>
    </message>
    <message>
        <source>**Last dose** of {0}</source>
        <translation>**Liều cuối** trong {0}</translation>
    </message>
    <message>
        <source>**{0} left** of {1} doses</source>
        <translation>**Còn {0}** trong {1} liều</translation>
    </message>
    <message>
        <source>The lot has expired: do not inject</source>
        <translation>Lô đã hết hạn: không tiêm</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} đến {1}</translation>
    </message>
    <message numerus="yes">
        <source>waits %n min</source>
        <translation>
            <numerusform>chờ %n phút</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n phút</numerusform>
        </translation>
    </message>
    <message>
        <source>Past discard time: open another</source>
        <translation>Quá giờ bỏ: xin mở lọ khác</translation>
    </message>
    <message>
        <source>**Perhaps known already:** {0}. {1}</source>
        <translation>**Có thể đã có hồ sơ:** {0}. {1}</translation>
    </message>
    <message>
        <source>Opened {0}. Discard: see leaflet</source>
        <translation>Mở {0}. Giờ bỏ: xem tờ hướng dẫn</translation>
    </message>
</context>
</TS>
