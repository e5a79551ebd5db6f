<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>CameraColumn</name>
    <message>
        <source>Just read</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Change camera</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Hide picture</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Code seen, too small</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Code seen</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Busy</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No camera</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Unplugged</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Show picture</source>
        <translation type="unfinished" />
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
    <name>CourseForm</name>
    <message>
        <source>How it is now</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Pulse</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Blood pressure</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose how it is now</source>
        <translation type="unfinished" />
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
        <source>The day's list</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Nobody has come today.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nobody in this list.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Who is received stands here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>desk</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>site server</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>centre</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No.</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>Name, age</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Vaccine</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Desk</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>How far</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Vaccinated</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not vaccinated</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Observing</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>DayPanel</name>
    <message>
        <source>The day in figures</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Doses by lot</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Void a dose…</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Vaccinated</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Still on their way</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Delayed</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Contraindicated</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Transferred</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not injected</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Doses voided</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Decided against the proposal</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{0}, lot {1}</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n dose(s)</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Void: {0}…</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open at their stage</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Reactions</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{0} mild, {1} serious</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>DecisionBar</name>
    <message>
        <source>Why not as proposed? The supervisor sees it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Reason for another conclusion</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Conclusion</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Delay until</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Scan or choose a person</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Save: {0}</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>DeliveryForm</name>
    <message>
        <source>Receive a lot</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Vaccine</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lot</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>As printed on the box</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Expiry</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>dd/mm/yyyy</source>
        <translation>ngày/tháng/năm</translation>
    </message>
    <message>
        <source>Doses received</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>doses</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Go to Injection</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Go to Observation</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Go to Reception</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{0} has not been received today.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Receive them first: they get a number and are screened.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{0} is waiting for screening.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A dose is recorded after the screening says so.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{0} was screened and is waiting for the injection.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A second screening is not needed.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{0} was injected and is under observation.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Reactions are reported there.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{0} is done for today.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>What was saved is in their history.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>EmergencyCard</name>
    <message>
        <source>Doses by weight: the chart beside the emergency box (51/2017/TT-BYT).</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Report reaction</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Anaphylaxis: do at once</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Call for help. Stop the injection. Note the time.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Adrenaline into the outer thigh at once, by the chart.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lay flat, legs up; on the side when vomiting; sit up when short of breath.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Free the airway, give oxygen, measure pulse and blood pressure.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No better after 3 to 5 minutes: repeat the adrenaline.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Call 115. Never leave the person alone.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Find or register the person, compare card and record, give the number of the day.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nothing is saved until the blue button is pressed. A code that is not ours saves nothing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Measure, ask each item, then save the conclusion.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The proposal comes from the rules. Another choice asks for a reason, which the supervisor sees.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Read the verdict, compare the person, inject, then record.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A vial's code changes the vial, never the person. What was just saved can be voided with a reason: both entries stay.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Reactions stand first, then those whose time is up.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Leaving before the time is up needs a reason.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Everybody who came today, and how far each entry has come.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose a row to see the person's history and to void a dose.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lots at this site: what came, what was used, what is left.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A box's code fills product and lot of a delivery.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Why something is not at the centre yet, and what to do.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Working without a network is normal. Entries go by themselves later.</source>
        <translation type="unfinished" />
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
    <name>InjectionPage</name>
    <message>
        <source>Vaccination history</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nobody is open.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Scan a code to open the next person.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>Report serious event</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Report mild reaction</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write what the reason is</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not injected…</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Report reaction</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Record dose</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Scan or choose a person</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Save: not injected</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Once saved, {0} goes to Observation
for {1} minutes, until {2}.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>KeysHint</name>
    <message>
        <source>Keys:</source>
        <translation type="unfinished" />
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
    <name>LotPanel</name>
    <message>
        <source>Open a vial of lot</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No usable lot. Receive one under Vaccine stock.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lot {0}, expires {1}</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
</context>
<context>
    <name>NotGivenPanel</name>
    <message>
        <source>Not injected because</source>
        <translation type="unfinished" />
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
    <name>ObservationPage</name>
    <message>
        <source>Bell: on</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Waiting-room screen</source>
        <translation>Màn hình phòng chờ</translation>
    </message>
    <message>
        <source>Nobody is under observation.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Who was injected comes here by itself.</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n people under observation</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reaction(s)</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time up</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Bell: off</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>ObservationPanel</name>
    <message>
        <source>Why before the time is up</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Worse: emergency card</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Report reaction</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>End observation…</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Report serious event</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Report mild reaction</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write why, then press again</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nobody is chosen.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose a tile, or scan a code.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose a person</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No. {0}</source>
        <translation>Số {0}</translation>
    </message>
    <message>
        <source>**{0}**, {1} at {2}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{0}, lot {1}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>watched until {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Under observation until {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>End observation</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Save follow-up</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>End early</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add follow-up</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>End early…</source>
        <translation type="unfinished" />
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
    <name>PersonPreview</name>
    <message>
        <source>Particulars</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Vaccination history</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No phone</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No address</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No ID number</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Guardian: {0}</source>
        <translation type="unfinished" />
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
    <name>ReactionForm</name>
    <message>
        <source>Symptoms</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Criteria of a serious event</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Treatment given</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Pulse</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>/min</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Blood pressure</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Outcome now</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Report a reaction: {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Serious adverse event</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Mild reaction</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose a symptom, or write what happened</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Symptoms: by digit, or arrows and space</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Serious if any of these holds (WHO)</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>ReadRow</name>
    <message>
        <source>Not a code of this site</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>ID card</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Insurance card</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Personal QR</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Health book</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Vial</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nothing is saved. Please show another paper.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Received today, number {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not received yet</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>ReceptionPage</name>
    <message>
        <source>Not here: register a new person</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Ready for the next person.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Show a card to the camera, scan a code, or type a name or a number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Register a new person</source>
        <translation>Đăng ký người mới</translation>
    </message>
    <message>
        <source>Nobody found for “{0}”.</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n people match</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>marks may be left out; looking at {0} people</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>See card</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Try fewer letters or the last digits of a number, or register.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>New person</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Chosen, born {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Chosen</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Register, take number {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Receive, take number {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Go to Screening</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Go to Injection</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Go to Observation</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Done: next person</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Scan or choose a person</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>ID number</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Full name</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>12/03/1979, or the year only</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Guardian</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Parent or guardian, under 18</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Allergies</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write “none” if asked</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>from the card</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>**Perhaps known already:** {0}. {1}</source>
        <translation type="unfinished" />
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
    <name>ScreeningPage</name>
    <message>
        <source>Vital signs</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nobody is open.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Scan a code to open the next person.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not a figure</source>
        <translation type="unfinished" />
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
    <name>StatusWords</name>
    <message numerus="yes">
        <source>%n refused</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Last sent {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Connected, sending</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The centre refuses this desk</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not enrolled yet, saving as usual</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Offline, saving as usual</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Offline since {0}, saving as usual</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Everything is at the centre</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n entry(ies) waiting</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Camera ready</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Camera is busy</source>
        <translation>Camera đang bận</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Camera unplugged</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Camera off</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>StockPage</name>
    <message>
        <source>Vaccine at this site</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lots</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No vaccine was received yet.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Receive the first lot to begin: product, lot, expiry, doses.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Receive a lot</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Save: lot received</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Doses of this lot can be injected at once.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Vaccine</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lot</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Expiry</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>What to do, in order</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This machine and the desks</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Every entry passes three stops</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>All is green</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Why not green yet?</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Saved at this desk</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>At the site server</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Received by the centre</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Refused, with the reason</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The journal is not intact: see below.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The journal is being checked.</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>The centre lacks %n entry(ies) of this desk.</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>The centre has everything of this desk.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>journal intact</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>not checked yet</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This desk</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n entry(ies) saved</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Site server</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n arrived</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Local network good</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not reached</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Centre</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n received</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>all, agrees with this desk</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>everything</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sending</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not enrolled</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cut</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cut since {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>nothing sent yet</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>sent {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>again at {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The journal is not intact</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Do not switch off, do not copy anything. Call IT now.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Refused: {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open this entry</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The centre refuses this desk</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The clock of this machine is wrong</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Entries say so and are kept in order. Set the clock when it suits.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This desk is not enrolled at a centre</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Work goes on. Ask IT for the one-time code.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The line to the centre is cut</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The line to the centre is cut since {0}</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>Nothing to do yet: %n entry(ies) are safe here and go by themselves.</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Try to connect</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nothing to do: entries go by themselves.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nothing to do</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Everything saved here is at the centre.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>You may leave</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Leaves at {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>+{0} min</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>seconds</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Watch until {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Time is up since {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{0} since {1}</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Scan a vial to change</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Injection site</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Other site</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Which place</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Volume, route</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Vaccinator</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>**Before injecting:** ask name and year of birth, compare with the screen.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Reason for going on</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Elsewhere…</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose a lot</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write why, then save again</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Volume in ml, {0}</source>
        <translation type="unfinished" />
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
    <name>Wall</name>
    <message>
        <source>Waiting room</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Observation after vaccination</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n people waiting</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>If you feel unwell, call the staff at once. Please stay for the whole time.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Data used</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>How fresh</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Born {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Allergy: {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Allergies not asked yet</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No allergy recorded</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Voided {0}: {1}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The desk's clock was doubtful</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Card: {0}. Record: {1}.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No number</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>waiting %n min</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Open at {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Voided: {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Scan a vial's code, or choose a lot</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Opened {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Opened {0}, discard at {1}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lot **{0}**, expires {1}</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n dose(s) of the lot left</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>**Last dose** of {0}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>**{0} left** of {1} doses</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The lot has expired: do not inject</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Past its discard time: open another vial</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Blood pressure</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation type="unfinished" />
    </message>
</context>
</TS>
