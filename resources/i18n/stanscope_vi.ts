<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>Errors</name>
    <message>
        <source>standard output could not be written: %1.</source>
        <translation>không ghi được đầu ra chuẩn: %1.</translation>
    </message>
    <message>
        <source>whoever reads standard output does not keep up: lines are dropped, and counted.</source>
        <translation>bên đọc đầu ra chuẩn không theo kịp: có dòng bị bỏ, và được đếm.</translation>
    </message>
    <message>
        <source>%1 lines did not get out: whoever reads standard output did not keep up.</source>
        <translation>%1 dòng không ra được: bên đọc đầu ra chuẩn không theo kịp.</translation>
    </message>
    <message>
        <source>there is no display to open a window on. Without one, stanscope run case-1 plays a lesson, and scripts/run plays both.</source>
        <translation>không có màn hình để mở cửa sổ. Không có màn hình thì stanscope run case-1 chạy một bài học, còn scripts/run chạy cả hai.</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>không ghi được %1: %2</translation>
    </message>
    <message>
        <source>cannot write %1</source>
        <translation>không ghi được %1</translation>
    </message>
    <message>
        <source>See stanscope --help.</source>
        <translation>Xem stanscope --help.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>Không ghi được %1: %2.</translation>
    </message>
    <message>
        <source>Choose a place that you may write to.</source>
        <translation>Chọn chỗ bạn được ghi.</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation>%1 đã có rồi.</translation>
    </message>
    <message>
        <source>Give --force to replace it, or another name.</source>
        <translation>Thêm --force để thay nó, hoặc chọn tên khác.</translation>
    </message>
    <message>
        <source>the session&apos;s capture</source>
        <translation>bản ghi của phiên</translation>
    </message>
    <message>
        <source>Cannot write %1 any more: %2. What was recorded before can be used.</source>
        <translation>Không ghi tiếp được %1: %2. Phần đã ghi trước đó vẫn dùng được.</translation>
    </message>
    <message>
        <source>Make room on the disk, then record again.</source>
        <translation>Dọn bớt đĩa, rồi ghi lại.</translation>
    </message>
    <message>
        <source>The capture is damaged: %1.</source>
        <translation>Bản ghi bị hỏng: %1.</translation>
    </message>
    <message>
        <source>What stands before can be used; the rest is lost.</source>
        <translation>Phần trước đó dùng được; phần sau mất.</translation>
    </message>
    <message>
        <source>Cannot read %1: %2.</source>
        <translation>Không đọc được %1: %2.</translation>
    </message>
    <message>
        <source>Check the name and that you may read the file.</source>
        <translation>Xem lại tên, và bạn có được đọc tệp không.</translation>
    </message>
    <message>
        <source>%1 is not a capture.</source>
        <translation>%1 không phải bản ghi.</translation>
    </message>
    <message>
        <source>Open a file that stanscope has recorded.</source>
        <translation>Mở một tệp do stanscope ghi.</translation>
    </message>
    <message>
        <source>%1 is a capture of version %2; this stanscope reads version %3.</source>
        <translation>%1 là bản ghi phiên bản %2; stanscope này đọc phiên bản %3.</translation>
    </message>
    <message>
        <source>Open it with a newer stanscope.</source>
        <translation>Mở nó bằng stanscope mới hơn.</translation>
    </message>
    <message>
        <source>Open it with the stanscope that recorded it, or record it again.</source>
        <translation>Mở nó bằng stanscope đã ghi nó, hoặc ghi lại.</translation>
    </message>
    <message>
        <source>The capture breaks off: its last %1 bytes are no whole block.</source>
        <translation>Bản ghi bị đứt: %1 byte cuối không đủ một khối.</translation>
    </message>
    <message>
        <source>Its last moments are missing; everything before can be used.</source>
        <translation>Thiếu những giây cuối; mọi thứ trước đó dùng được.</translation>
    </message>
    <message>
        <source>a block cannot be read</source>
        <translation>có một khối không đọc được</translation>
    </message>
    <message>
        <source>a block has changed</source>
        <translation>có một khối bị thay đổi</translation>
    </message>
    <message>
        <source>a block&apos;s checksum is wrong</source>
        <translation>có một khối sai tổng kiểm</translation>
    </message>
    <message>
        <source>a block is too long</source>
        <translation>có một khối quá dài</translation>
    </message>
    <message>
        <source>The capture is empty.</source>
        <translation>Bản ghi trống.</translation>
    </message>
    <message>
        <source>Record again; it takes a moment until events come.</source>
        <translation>Ghi lại; phải chờ một lúc mới có event.</translation>
    </message>
    <message>
        <source>The capture does not begin with the start of a run.</source>
        <translation>Bản ghi không bắt đầu từ lúc chạy.</translation>
    </message>
    <message>
        <source>The session&apos;s own capture is not written any more: a recording cannot continue it.</source>
        <translation>Bản ghi của phiên không còn được ghi: không ghi tiếp được.</translation>
    </message>
    <message>
        <source>Make room on the disk, then run again.</source>
        <translation>Dọn bớt đĩa, rồi chạy lại.</translation>
    </message>
    <message>
        <source>The capture ends before its last event.</source>
        <translation>Bản ghi hết trước event cuối.</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>Mở lại nó.</translation>
    </message>
    <message>
        <source>The capture holds no event.</source>
        <translation>Bản ghi không có event nào.</translation>
    </message>
    <message>
        <source>Open another one.</source>
        <translation>Mở bản khác.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a nats context.</source>
        <translation>&quot;%1&quot; không phải tên context của nats.</translation>
    </message>
    <message>
        <source>Give the name, no path.</source>
        <translation>Cho tên, không cho đường dẫn.</translation>
    </message>
    <message>
        <source>There is no nats context &quot;%1&quot;: %2 cannot be read.</source>
        <translation>Không có context nats &quot;%1&quot;: không đọc được %2.</translation>
    </message>
    <message>
        <source>nats context ls lists those there are.</source>
        <translation>nats context ls liệt kê các context đang có.</translation>
    </message>
    <message>
        <source>The nats context %1 is not JSON.</source>
        <translation>Context nats %1 không phải JSON.</translation>
    </message>
    <message>
        <source>Save it again with nats.</source>
        <translation>Lưu lại nó bằng nats.</translation>
    </message>
    <message>
        <source>The nats context %1 has no URL that can be read.</source>
        <translation>Context nats %1 không có URL đọc được.</translation>
    </message>
    <message>
        <source>The nats context %1 takes its credentials from nsc.</source>
        <translation>Context nats %1 lấy danh tính từ nsc.</translation>
    </message>
    <message>
        <source>Write them to a file with nsc and name it with --creds.</source>
        <translation>Dùng nsc ghi danh tính ra tệp rồi chỉ bằng --creds.</translation>
    </message>
    <message>
        <source>The credentials file %1 cannot be read.</source>
        <translation>Không đọc được tệp credentials %1.</translation>
    </message>
    <message>
        <source>The nkey file %1 cannot be read.</source>
        <translation>Không đọc được tệp nkey %1.</translation>
    </message>
    <message>
        <source>The CA file %1 cannot be read.</source>
        <translation>Không đọc được tệp CA %1.</translation>
    </message>
    <message>
        <source>The certificate file %1 cannot be read.</source>
        <translation>Không đọc được tệp chứng chỉ %1.</translation>
    </message>
    <message>
        <source>The key file %1 cannot be read.</source>
        <translation>Không đọc được tệp khóa %1.</translation>
    </message>
    <message>
        <source>Check its name and mode.</source>
        <translation>Xem lại tên và quyền của nó.</translation>
    </message>
    <message>
        <source>A client certificate needs its key, and a key its certificate.</source>
        <translation>Chứng chỉ client cần có khóa của nó, và ngược lại.</translation>
    </message>
    <message>
        <source>Give both files, or none.</source>
        <translation>Cho cả hai tệp, hoặc không tệp nào.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no URL of a NATS server.</source>
        <translation>&quot;%1&quot; không phải URL của server NATS.</translation>
    </message>
    <message>
        <source>Write nats://host:port or tls://host:port.</source>
        <translation>Viết nats://host:port hoặc tls://host:port.</translation>
    </message>
    <message>
        <source>Check it.</source>
        <translation>Xem lại nó.</translation>
    </message>
    <message>
        <source>The URL &quot;%2&quot; cannot be used: %1.</source>
        <translation>Không dùng được URL &quot;%2&quot;: %1.</translation>
    </message>
    <message>
        <source>The URL list cannot be used: %1.</source>
        <translation>Không dùng được danh sách URL: %1.</translation>
    </message>
    <message>
        <source>The token cannot be used: %1.</source>
        <translation>Không dùng được token: %1.</translation>
    </message>
    <message>
        <source>The user cannot be used: %1.</source>
        <translation>Không dùng được user: %1.</translation>
    </message>
    <message>
        <source>The credentials file %2 cannot be used: %1.</source>
        <translation>Không dùng được tệp credentials %2: %1.</translation>
    </message>
    <message>
        <source>The nkey file %2 cannot be used: %1.</source>
        <translation>Không dùng được tệp nkey %2: %1.</translation>
    </message>
    <message>
        <source>The TLS library cannot be used: %1.</source>
        <translation>Không dùng được thư viện TLS: %1.</translation>
    </message>
    <message>
        <source>The CA file %2 cannot be used: %1.</source>
        <translation>Không dùng được tệp CA %2: %1.</translation>
    </message>
    <message>
        <source>The certificate %2 with its key cannot be used: %1.</source>
        <translation>Không dùng được chứng chỉ %2 với khóa của nó: %1.</translation>
    </message>
    <message>
        <source>no details</source>
        <translation>không có chi tiết</translation>
    </message>
    <message>
        <source>Check the credentials file: it may have expired, or be of another account.</source>
        <translation>Xem lại tệp credentials: có thể nó hết hạn, hoặc của tài khoản khác.</translation>
    </message>
    <message>
        <source>Check that the server knows this nkey.</source>
        <translation>Xem server có biết nkey này không.</translation>
    </message>
    <message>
        <source>Check the token.</source>
        <translation>Xem lại token.</translation>
    </message>
    <message>
        <source>Check user and password.</source>
        <translation>Xem lại user và mật khẩu.</translation>
    </message>
    <message>
        <source>It wants credentials: a user and password, a token, a credentials file or an nkey.</source>
        <translation>Nó đòi danh tính: user và mật khẩu, token, tệp credentials hoặc nkey.</translation>
    </message>
    <message>
        <source>There is no memory for a connection.</source>
        <translation>Không đủ bộ nhớ cho một kết nối.</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>Đóng bớt chương trình khác.</translation>
    </message>
    <message>
        <source>The name cannot be used: %1.</source>
        <translation>Không dùng được tên: %1.</translation>
    </message>
    <message>
        <source>The time limit cannot be used: %1.</source>
        <translation>Không dùng được giới hạn thời gian: %1.</translation>
    </message>
    <message>
        <source>The server at %1 refuses the connection: authorization violation.</source>
        <translation>Server ở %1 không nhận kết nối: sai danh tính.</translation>
    </message>
    <message>
        <source>No server answers at %1.</source>
        <translation>Không có server nào trả lời ở %1.</translation>
    </message>
    <message>
        <source>Check host and port, and that the broker runs.</source>
        <translation>Xem lại host và cổng, và broker có chạy không.</translation>
    </message>
    <message>
        <source>The server at %1 does not answer in time.</source>
        <translation>Server ở %1 không trả lời kịp.</translation>
    </message>
    <message>
        <source>Check that it is a NATS port, and that the broker is not paused.</source>
        <translation>Xem đó có phải cổng NATS, và broker có đang tạm dừng không.</translation>
    </message>
    <message>
        <source>The server at %1 wants TLS.</source>
        <translation>Server ở %1 đòi TLS.</translation>
    </message>
    <message>
        <source>Write tls:// in the URL, and name the CA&apos;s file unless the system knows it.</source>
        <translation>Viết tls:// trong URL, và chỉ tệp CA nếu hệ thống không biết CA đó.</translation>
    </message>
    <message>
        <source>The server at %1 does not speak TLS.</source>
        <translation>Server ở %1 không nói TLS.</translation>
    </message>
    <message>
        <source>Write nats:// in the URL, and name no certificate files.</source>
        <translation>Viết nats:// trong URL, và đừng chỉ tệp chứng chỉ.</translation>
    </message>
    <message>
        <source>TLS with the server at %1 failed: %2.</source>
        <translation>TLS với server ở %1 không được: %2.</translation>
    </message>
    <message>
        <source>Check the CA&apos;s file, the host name in the server&apos;s certificate, and the client certificate if the server wants one.</source>
        <translation>Xem lại tệp CA, tên máy trong chứng chỉ của server, và chứng chỉ client nếu server đòi.</translation>
    </message>
    <message>
        <source>The server at %1 ended the connection while it was made.</source>
        <translation>Server ở %1 cắt ngang lúc đang kết nối.</translation>
    </message>
    <message>
        <source>It may want a client certificate: name certificate and key.</source>
        <translation>Có thể nó đòi chứng chỉ client: chỉ chứng chỉ và khóa.</translation>
    </message>
    <message>
        <source>Check that it is a NATS port.</source>
        <translation>Xem đó có phải cổng NATS không.</translation>
    </message>
    <message>
        <source>Cannot connect to the server at %1: %2.</source>
        <translation>Không kết nối được tới server ở %1: %2.</translation>
    </message>
    <message>
        <source>Check the URL and the options of the connection.</source>
        <translation>Xem lại URL và tùy chọn kết nối.</translation>
    </message>
    <message>
        <source>The nkey file %1 holds no nkey seed.</source>
        <translation>Tệp nkey %1 không có seed.</translation>
    </message>
    <message>
        <source>It needs a line that starts with SU, as nsc and nk write it.</source>
        <translation>Nó cần một dòng bắt đầu bằng SU, như nsc và nk ghi.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>Không đọc được tệp %1.</translation>
    </message>
    <message>
        <source>The first line of %1 is too long for a secret.</source>
        <translation>Dòng đầu của %1 quá dài để là bí mật.</translation>
    </message>
    <message>
        <source>Write the password or the token alone into it.</source>
        <translation>Chỉ ghi mật khẩu hoặc token vào đó.</translation>
    </message>
    <message>
        <source>The first line of %1 is empty.</source>
        <translation>Dòng đầu của %1 trống.</translation>
    </message>
    <message>
        <source>Write the password or the token there.</source>
        <translation>Ghi mật khẩu hoặc token vào đó.</translation>
    </message>
    <message>
        <source>Free some space there, or point XDG_RUNTIME_DIR elsewhere.</source>
        <translation>Dọn bớt chỗ ở đó, hoặc trỏ XDG_RUNTIME_DIR sang nơi khác.</translation>
    </message>
    <message>
        <source>The process registry cannot be written: %1</source>
        <translation>Không ghi được sổ tiến trình: %1</translation>
    </message>
    <message>
        <source>Free some space in %1.</source>
        <translation>Dọn bớt chỗ trong %1.</translation>
    </message>
    <message>
        <source>Point XDG_RUNTIME_DIR to a directory that you can write to.</source>
        <translation>Trỏ XDG_RUNTIME_DIR tới thư mục bạn ghi được.</translation>
    </message>
    <message>
        <source>Cannot make the directory %1: %2.</source>
        <translation>Không tạo được thư mục %1: %2.</translation>
    </message>
    <message>
        <source>Cannot look at %1: %2.</source>
        <translation>Không xem được %1: %2.</translation>
    </message>
    <message>
        <source>%1 belongs to somebody else.</source>
        <translation>%1 là của người khác.</translation>
    </message>
    <message>
        <source>Remove it, or set XDG_RUNTIME_DIR.</source>
        <translation>Xóa nó, hoặc đặt XDG_RUNTIME_DIR.</translation>
    </message>
    <message>
        <source>Cannot close %1 to others: %2.</source>
        <translation>Không khóa được %1 với người khác: %2.</translation>
    </message>
    <message>
        <source>Cannot lock %1: %2.</source>
        <translation>Không giữ khóa được %1: %2.</translation>
    </message>
    <message>
        <source>Cannot make a run directory under %1: %2.</source>
        <translation>Không tạo được thư mục chạy trong %1: %2.</translation>
    </message>
    <message>
        <source>Say postgresql://USER@HOST:PORT/DATABASE.</source>
        <translation>Viết postgresql://USER@HOST:PORT/DATABASE.</translation>
    </message>
    <message>
        <source>the database&apos;s address is no URL</source>
        <translation>địa chỉ CSDL không phải URL</translation>
    </message>
    <message>
        <source>a password does not belong into the database&apos;s address</source>
        <translation>mật khẩu không được nằm trong địa chỉ CSDL</translation>
    </message>
    <message>
        <source>Put it into PGPASSWORD or a passfile (PGPASSFILE).</source>
        <translation>Đặt nó vào PGPASSWORD hoặc passfile (PGPASSFILE).</translation>
    </message>
    <message>
        <source>the database&apos;s address names no database</source>
        <translation>địa chỉ CSDL không có tên CSDL</translation>
    </message>
    <message>
        <source>the database&apos;s address has options that are not known</source>
        <translation>địa chỉ CSDL có tùy chọn lạ</translation>
    </message>
    <message>
        <source>What is older of this session stays in memory, beyond the setting: %1</source>
        <translation>Phần cũ của phiên này phải nằm lại trong bộ nhớ, quá mức đã đặt: %1</translation>
    </message>
    <message>
        <source>Make room on the disk.</source>
        <translation>Dọn bớt đĩa.</translation>
    </message>
    <message>
        <source>without an account there is no verdict</source>
        <translation>không có tài khoản thì không có phán quyết</translation>
    </message>
    <message>
        <source>Write `[[accounts]]`.</source>
        <translation>Viết `[[accounts]]`.</translation>
    </message>
    <message>
        <source>`%1` is not known here</source>
        <translation>ở đây không có `%1`</translation>
    </message>
    <message>
        <source>Await outcome, drained, settled, sent, stored, delivered, redelivered, acked, fault, broker, replica, verdict, obstacle or backlog.</source>
        <translation>Chờ được outcome, drained, settled, sent, stored, delivered, redelivered, acked, fault, broker, replica, verdict, obstacle hoặc backlog.</translation>
    </message>
    <message>
        <source>the account `%1` is not in this scenario</source>
        <translation>kịch bản này không có tài khoản `%1`</translation>
    </message>
    <message>
        <source>whose transaction is meant is not said</source>
        <translation>không nói là giao dịch của ai</translation>
    </message>
    <message>
        <source>Write `row:ann/3`.</source>
        <translation>Viết `row:ann/3`.</translation>
    </message>
    <message>
        <source>`%1` is not a number</source>
        <translation>`%1` không phải số</translation>
    </message>
    <message>
        <source>Write a transaction&apos;s number, as in `row:3`.</source>
        <translation>Viết số của giao dịch, như `row:3`.</translation>
    </message>
    <message>
        <source>`%1` cannot be highlighted</source>
        <translation>không làm nổi `%1` được</translation>
    </message>
    <message>
        <source>`replica:` needs a name</source>
        <translation>`replica:` cần một tên</translation>
    </message>
    <message>
        <source>Write `replica:account-1`.</source>
        <translation>Viết `replica:account-1`.</translation>
    </message>
    <message>
        <source>a question has two to four choices</source>
        <translation>một câu hỏi có hai đến bốn lựa chọn</translation>
    </message>
    <message>
        <source>`%1` is not a handler</source>
        <translation>`%1` không phải handler</translation>
    </message>
    <message>
        <source>Write a handler&apos;s name.</source>
        <translation>Viết tên một handler.</translation>
    </message>
    <message>
        <source>`answer` does not say what is right with each handler</source>
        <translation>`answer` không nói đáp án đúng cho từng handler</translation>
    </message>
    <message>
        <source>Write `answer = { naive = 1, ordered = 2, inbox = 2 }`, or one number.</source>
        <translation>Viết `answer = { naive = 1, ordered = 2, inbox = 2 }`, hoặc một số.</translation>
    </message>
    <message>
        <source>who is to look at so much sees nothing</source>
        <translation>phải nhìn nhiều chỗ quá thì không thấy gì</translation>
    </message>
    <message>
        <source>Take some away.</source>
        <translation>Bỏ bớt đi.</translation>
    </message>
    <message>
        <source>a question needs one of `answer` and `answer_balance_of`</source>
        <translation>câu hỏi cần một trong `answer` và `answer_balance_of`</translation>
    </message>
    <message>
        <source>Write which of the `choices` is right, or whose balance it is.</source>
        <translation>Viết lựa chọn nào trong `choices` là đúng, hoặc số dư của ai.</translation>
    </message>
    <message>
        <source>the last sentence asks, and nothing answers</source>
        <translation>câu cuối hỏi mà không có gì trả lời</translation>
    </message>
    <message>
        <source>Ask in an earlier step.</source>
        <translation>Hỏi ở bước sớm hơn.</translation>
    </message>
    <message>
        <source>`%1` is not a value of `%2`</source>
        <translation>`%1` không phải giá trị của `%2`</translation>
    </message>
    <message>
        <source>Write one of %1.</source>
        <translation>Viết một trong %1.</translation>
    </message>
    <message>
        <source>`order` needs a `group`</source>
        <translation>`order` cần có `group`</translation>
    </message>
    <message>
        <source>Add `group = &quot;bank&quot;`.</source>
        <translation>Thêm `group = &quot;bank&quot;`.</translation>
    </message>
    <message>
        <source>an account needs a name of its own</source>
        <translation>mỗi tài khoản cần một tên riêng</translation>
    </message>
    <message>
        <source>`%1` is not the number of a transaction</source>
        <translation>`%1` không phải số của giao dịch</translation>
    </message>
    <message>
        <source>`%1` has no effect that lasts</source>
        <translation>`%1` không để lại kết quả gì</translation>
    </message>
    <message>
        <source>Expect what was applied, declined or quarantined.</source>
        <translation>Mong đợi applied, declined hoặc quarantined.</translation>
    </message>
    <message>
        <source>no run ends with `pending`</source>
        <translation>không lần chạy nào kết thúc bằng `pending`</translation>
    </message>
    <message>
        <source>a scenario needs an account</source>
        <translation>kịch bản cần một tài khoản</translation>
    </message>
    <message>
        <source>Write `[[accounts]]`, or a step with `do = &quot;listen&quot;`.</source>
        <translation>Viết `[[accounts]]`, hoặc một bước có `do = &quot;listen&quot;`.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>Không đọc được %1: %2.</translation>
    </message>
    <message>
        <source>Give the path of a scenario file.</source>
        <translation>Cho đường dẫn một tệp kịch bản.</translation>
    </message>
    <message>
        <source>%1 is too large for a scenario file.</source>
        <translation>%1 quá lớn để là tệp kịch bản.</translation>
    </message>
    <message>
        <source>a fault is armed by its place and its effect, not by a `point`</source>
        <translation>lỗi được gài bằng chỗ và hậu quả, không bằng `point`</translation>
    </message>
    <message>
        <source>Write `arm = { %1 }`; there `when` is called `delivery`, and `remaining` `times`.</source>
        <translation>Viết `arm = { %1 }`; ở đó `when` gọi là `delivery`, còn `remaining` là `times`.</translation>
    </message>
    <message>
        <source>`start` must be `all` or `new`</source>
        <translation>`start` phải là `all` hoặc `new`</translation>
    </message>
    <message>
        <source>a step needs one of `do`, `arm` and `await`</source>
        <translation>một bước cần một trong `do`, `arm` và `await`</translation>
    </message>
    <message>
        <source>`on_timeout` needs a `timeout`</source>
        <translation>`on_timeout` cần có `timeout`</translation>
    </message>
    <message>
        <source>Add `timeout = 10`.</source>
        <translation>Thêm `timeout = 10`.</translation>
    </message>
    <message>
        <source>`%1` needs a `say`</source>
        <translation>`%1` cần có `say`</translation>
    </message>
    <message>
        <source>Add a sentence.</source>
        <translation>Thêm một câu.</translation>
    </message>
    <message>
        <source>A step can spawn, listen, act, publish, kill, pause, resume, stop, restart, release, disarm or do something to the broker; a file starts no other program.</source>
        <translation>Một bước có thể spawn, listen, act, publish, kill, pause, resume, stop, restart, release, disarm hoặc tác động broker; tệp không chạy chương trình nào khác.</translation>
    </message>
    <message>
        <source>replicas of the account service need an account</source>
        <translation>bản sao của dịch vụ account cần một tài khoản</translation>
    </message>
    <message>
        <source>Write `[[accounts]]`, or `do = &quot;listen&quot;`.</source>
        <translation>Viết `[[accounts]]`, hoặc `do = &quot;listen&quot;`.</translation>
    </message>
    <message>
        <source>Add `delay_ms` or `delay_ack_waits`.</source>
        <translation>Thêm `delay_ms` hoặc `delay_ack_waits`.</translation>
    </message>
    <message>
        <source>a message needs one of `payload` and `again`</source>
        <translation>message cần một trong `payload` và `again`</translation>
    </message>
    <message>
        <source>Write its `payload`, or `again` with the number of a transaction.</source>
        <translation>Viết `payload` của nó, hoặc `again` với số của một giao dịch.</translation>
    </message>
    <message>
        <source>`payload` is empty</source>
        <translation>`payload` trống</translation>
    </message>
    <message>
        <source>`%1` is nobody that this file knows</source>
        <translation>tệp này không biết `%1` là ai</translation>
    </message>
    <message>
        <source>Write &quot;all&quot;, &quot;random&quot;, { holds = NUMBER }, a name such as &quot;account-1&quot; or &quot;transaction&quot;, or what an earlier step said with `as`.</source>
        <translation>Viết &quot;all&quot;, &quot;random&quot;, { holds = NUMBER }, một tên như &quot;account-1&quot; hoặc &quot;transaction&quot;, hoặc tên mà bước trước đặt bằng `as`.</translation>
    </message>
    <message>
        <source>only one of `for_ms` and `for_ack_waits` can be</source>
        <translation>chỉ được có một trong `for_ms` và `for_ack_waits`</translation>
    </message>
    <message>
        <source>Take one away.</source>
        <translation>Bỏ một cái đi.</translation>
    </message>
    <message>
        <source>`%1` cannot be a name</source>
        <translation>`%1` không thể là tên</translation>
    </message>
    <message>
        <source>Take another word.</source>
        <translation>Chọn từ khác.</translation>
    </message>
    <message>
        <source>`%1` is empty</source>
        <translation>`%1` trống</translation>
    </message>
    <message>
        <source>Write a sentence, or take the key away.</source>
        <translation>Viết một câu, hoặc bỏ khóa này đi.</translation>
    </message>
    <message>
        <source>a text needs English too</source>
        <translation>lời văn cần cả tiếng Anh</translation>
    </message>
    <message>
        <source>Add `en`.</source>
        <translation>Thêm `en`.</translation>
    </message>
    <message>
        <source>`%1` says nothing</source>
        <translation>`%1` không nói gì</translation>
    </message>
    <message>
        <source>Write its `en`.</source>
        <translation>Viết `en` của nó.</translation>
    </message>
    <message>
        <source>`%1` has other languages than the texts beside it</source>
        <translation>`%1` có ngôn ngữ khác với các lời văn bên cạnh</translation>
    </message>
    <message>
        <source>Write each text in the same languages.</source>
        <translation>Viết mọi lời văn bằng cùng các ngôn ngữ.</translation>
    </message>
    <message>
        <source>the other handlers have no text</source>
        <translation>các handler khác không có lời văn</translation>
    </message>
    <message>
        <source>Add `en`, which is for all others.</source>
        <translation>Thêm `en` cho các handler còn lại.</translation>
    </message>
    <message>
        <source>`%1` is neither a language nor a handler</source>
        <translation>`%1` không phải ngôn ngữ cũng không phải handler</translation>
    </message>
    <message>
        <source>Write `en`, `vi` or a handler&apos;s name.</source>
        <translation>Viết `en`, `vi` hoặc tên một handler.</translation>
    </message>
    <message>
        <source>there is no text</source>
        <translation>không có lời văn</translation>
    </message>
    <message>
        <source>Write `en`.</source>
        <translation>Viết `en`.</translation>
    </message>
    <message>
        <source>`%1` has at most %2 entries</source>
        <translation>`%1` có nhiều nhất %2 mục</translation>
    </message>
    <message>
        <source>a table is expected</source>
        <translation>ở đây phải là một bảng</translation>
    </message>
    <message>
        <source>`%1` must be text</source>
        <translation>`%1` phải là chữ</translation>
    </message>
    <message>
        <source>`%1` is longer than %2 bytes</source>
        <translation>`%1` dài hơn %2 byte</translation>
    </message>
    <message>
        <source>`%1` must be a whole number from %2 to %3</source>
        <translation>`%1` phải là số nguyên từ %2 đến %3</translation>
    </message>
    <message>
        <source>`%1` must be a number from %2 to %3</source>
        <translation>`%1` phải là số từ %2 đến %3</translation>
    </message>
    <message>
        <source>`%1` must be true or false</source>
        <translation>`%1` phải là true hoặc false</translation>
    </message>
    <message>
        <source>`%1` must be a list of texts</source>
        <translation>`%1` phải là danh sách chữ</translation>
    </message>
    <message>
        <source>`%1` must be a list of whole numbers</source>
        <translation>`%1` phải là danh sách số nguyên</translation>
    </message>
    <message>
        <source>`%1` must be a list of tables</source>
        <translation>`%1` phải là danh sách bảng</translation>
    </message>
    <message>
        <source>`%1` is missing</source>
        <translation>thiếu `%1`</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3.</source>
        <translation>Dòng %1, cột %2: %3.</translation>
    </message>
    <message>
        <source>%4, line %1, column %2: %3.</source>
        <translation>%4, dòng %1, cột %2: %3.</translation>
    </message>
    <message>
        <source>Correct that line of the scenario file.</source>
        <translation>Sửa dòng đó của tệp kịch bản.</translation>
    </message>
    <message>
        <source>`service` must be `account` or `transaction`</source>
        <translation>`service` phải là `account` hoặc `transaction`</translation>
    </message>
    <message>
        <source>Write balance, should_be, timers, verdict, replica:NAME, holder:NUMBER, row:NUMBER, bar:NUMBER or seq:SEQUENCE.</source>
        <translation>Viết balance, should_be, timers, verdict, replica:NAME, holder:NUMBER, row:NUMBER, bar:NUMBER hoặc seq:SEQUENCE.</translation>
    </message>
    <message>
        <source>Write a message&apos;s sequence, as in `seq:3`.</source>
        <translation>Viết sequence của một message, như `seq:3`.</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>{client} connected</source>
        <translation>{client} kết nối</translation>
    </message>
    <message>
        <source>{client} closed its connection</source>
        <translation>{client} đóng kết nối</translation>
    </message>
    <message>
        <source>{client} publishes to {channel}: {payload}</source>
        <translation>{client} gửi vào {channel}: {payload}</translation>
    </message>
    <message>
        <source>The broker stored what was published</source>
        <translation>Broker đã lưu message vừa gửi</translation>
    </message>
    <message>
        <source>The broker refused a publish: {error}</source>
        <translation>Broker không nhận message: {error}</translation>
    </message>
    <message>
        <source>{client} subscribed to {channel}</source>
        <translation>{client} nghe kênh {channel}</translation>
    </message>
    <message>
        <source>{client} subscribed to {channel}, group {queue}</source>
        <translation>{client} nghe kênh {channel}, nhóm {queue}</translation>
    </message>
    <message>
        <source>{subscription} closed its subscription</source>
        <translation>{subscription} đóng subscription</translation>
    </message>
    <message>
        <source>{subscription} unsubscribed</source>
        <translation>{subscription} thôi nghe</translation>
    </message>
    <message>
        <source>message {seq} delivered to {subscription}</source>
        <translation>message {seq} được gửi cho {subscription}</translation>
    </message>
    <message>
        <source>message {seq} delivered again to {subscription}, attempt {attempt}</source>
        <translation>message {seq} được gửi lại cho {subscription}, lần {attempt}</translation>
    </message>
    <message>
        <source>{subscription} acks message {seq}</source>
        <translation>{subscription} ack message {seq}</translation>
    </message>
    <message>
        <source>The broker asks {client} for a heartbeat</source>
        <translation>Broker hỏi heartbeat của {client}</translation>
    </message>
    <message>
        <source>{client} answers its heartbeat</source>
        <translation>{client} trả lời heartbeat</translation>
    </message>
    <message>
        <source>Somebody speaks with the cluster {cluster}</source>
        <translation>Có ai đó nói chuyện với cluster {cluster}</translation>
    </message>
    <message>
        <source>The tap is away: {why}</source>
        <translation>Tap mất kết nối: {why}</translation>
    </message>
    <message>
        <source>The tap hears again</source>
        <translation>Tap nghe lại được</translation>
    </message>
    <message>
        <source>Time passes</source>
        <translation>Thời gian trôi</translation>
    </message>
    <message>
        <source>{process} started, pid {pid}</source>
        <translation>{process} khởi động, pid {pid}</translation>
    </message>
    <message>
        <source>{process} exited with {exit_code}</source>
        <translation>{process} kết thúc với mã {exit_code}</translation>
    </message>
    <message>
        <source>{process} was ended by signal {signal}</source>
        <translation>{process} bị tín hiệu {signal} kết thúc</translation>
    </message>
    <message>
        <source>{process} paused</source>
        <translation>{process} tạm dừng</translation>
    </message>
    <message>
        <source>{process} resumed</source>
        <translation>{process} chạy tiếp</translation>
    </message>
    <message>
        <source>{process} is asked to stop</source>
        <translation>{process} được yêu cầu dừng</translation>
    </message>
    <message>
        <source>{process} says: {line}</source>
        <translation>{process} nói: {line}</translation>
    </message>
    <message>
        <source>{process}: {report}</source>
        <translation>{process}: {report}</translation>
    </message>
    <message>
        <source>Broker: {line}</source>
        <translation>Broker: {line}</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Kiểm toán</translation>
    </message>
    <message>
        <source>Audit: {reason}</source>
        <translation>Kiểm toán: {reason}</translation>
    </message>
    <message>
        <source>Audit: {violations}</source>
        <translation>Kiểm toán: {violations}</translation>
    </message>
    <message>
        <source>Audit: {unreported} was committed, and nobody said so</source>
        <translation>Kiểm toán: {unreported} đã commit mà không ai báo</translation>
    </message>
    <message>
        <source>The run begins: {title}</source>
        <translation>Bắt đầu chạy: {title}</translation>
    </message>
    <message>
        <source>The run begins</source>
        <translation>Bắt đầu chạy</translation>
    </message>
    <message>
        <source>{process} is held until the tap listens</source>
        <translation>{process} được giữ lại cho tới khi tap nghe được</translation>
    </message>
    <message>
        <source>{process} goes on</source>
        <translation>{process} đi tiếp</translation>
    </message>
    <message>
        <source>subscription %1</source>
        <translation>subscription %1</translation>
    </message>
    <message>
        <source>message %1</source>
        <translation>message %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>không gì cả</translation>
    </message>
    <message>
        <source>%1 %2 by %3</source>
        <translation>%1 %2 do %3</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 và %2 cái nữa</translation>
    </message>
    <message>
        <source>The account {account} is opened</source>
        <translation>Mở tài khoản {account}</translation>
    </message>
    <message>
        <source>Step {step} of the lesson is done</source>
        <translation>Bước {step} của bài học đã xong</translation>
    </message>
    <message>
        <source>{client} asks for the cluster {cluster}</source>
        <translation>{client} tìm cluster {cluster}</translation>
    </message>
    <message>
        <source>The cluster {cluster} is there: it answers</source>
        <translation>Cluster {cluster} có thật: nó trả lời</translation>
    </message>
    <message>
        <source>The tap is on another server now: {to}</source>
        <translation>Tap đã sang server khác: {to}</translation>
    </message>
    <message>
        <source>Monitoring: {endpoint} is {state} {role}</source>
        <translation>Monitoring: {endpoint} là {state} {role}</translation>
    </message>
    <message>
        <source>Monitoring: {endpoint} is {state} {role}, which lags behind</source>
        <translation>Monitoring: {endpoint} là {state} {role}, chậm hơn server chính</translation>
    </message>
    <message>
        <source>What the broker keeps of its channels is known</source>
        <translation>Đã biết broker giữ gì trong các kênh</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>the database transaction has not begun, nothing can fail in it</source>
        <translation>giao dịch CSDL chưa bắt đầu, chưa có gì để lỗi</translation>
    </message>
    <message>
        <source>Take in_transaction or before_commit.</source>
        <translation>Chọn in_transaction hoặc before_commit.</translation>
    </message>
    <message>
        <source>the commit is done, nothing can fail in the database any more</source>
        <translation>đã commit xong, CSDL không còn gì để lỗi</translation>
    </message>
    <message>
        <source>no ack would be sent here, so none can be left out</source>
        <translation>ở chỗ này không gửi ack, nên không bỏ ack được</translation>
    </message>
    <message>
        <source>Take before_ack.</source>
        <translation>Chọn before_ack.</translation>
    </message>
    <message>
        <source>the ack has been sent already</source>
        <translation>ack đã gửi rồi</translation>
    </message>
    <message>
        <source>Take an earlier place.</source>
        <translation>Chọn chỗ sớm hơn.</translation>
    </message>
    <message>
        <source>after the commit an ack is not early</source>
        <translation>sau commit thì ack không còn là sớm</translation>
    </message>
    <message>
        <source>Take before_begin, in_transaction or before_commit.</source>
        <translation>Chọn before_begin, in_transaction hoặc before_commit.</translation>
    </message>
    <message>
        <source>the transaction service publishes and sends no acks</source>
        <translation>dịch vụ transaction chỉ gửi event, không ack</translation>
    </message>
    <message>
        <source>Take a place of the account service.</source>
        <translation>Chọn một chỗ của dịch vụ account.</translation>
    </message>
    <message>
        <source>the insert is committed, nothing can fail in it any more</source>
        <translation>insert đã commit, không còn gì để lỗi</translation>
    </message>
    <message>
        <source>Take in_insert.</source>
        <translation>Chọn in_insert.</translation>
    </message>
    <message>
        <source>to the transaction service nothing is delivered</source>
        <translation>không ai gửi message cho dịch vụ transaction</translation>
    </message>
    <message>
        <source>Leave delivery out.</source>
        <translation>Bỏ delivery đi.</translation>
    </message>
    <message>
        <source>this service has no such place</source>
        <translation>dịch vụ này không có chỗ đó</translation>
    </message>
    <message>
        <source>Take a place of this service, or arm it at the other one.</source>
        <translation>Chọn một chỗ của dịch vụ này, hoặc gài ở dịch vụ kia.</translation>
    </message>
    <message>
        <source>this replica acks automatically, before the work</source>
        <translation>bản sao này tự ack trước khi làm việc</translation>
    </message>
    <message>
        <source>Start a replica with manual acks.</source>
        <translation>Chạy một bản sao ack thủ công.</translation>
    </message>
    <message>
        <source>this effect needs a duration</source>
        <translation>lỗi này cần thời gian kéo dài</translation>
    </message>
    <message>
        <source>Say how long it lasts.</source>
        <translation>Cho biết nó kéo dài bao lâu.</translation>
    </message>
    <message>
        <source>this effect has no duration</source>
        <translation>lỗi này không có thời gian kéo dài</translation>
    </message>
    <message>
        <source>Leave the duration out.</source>
        <translation>Bỏ thời gian đi.</translation>
    </message>
    <message>
        <source>one message is not every n-th one</source>
        <translation>chỉ một message thì không thể là cứ n message một lần</translation>
    </message>
    <message>
        <source>Leave nth or every out.</source>
        <translation>Bỏ nth hoặc every đi.</translation>
    </message>
    <message>
        <source>the n-th message comes once</source>
        <translation>message thứ n chỉ đến một lần</translation>
    </message>
    <message>
        <source>Take every, or let it strike once.</source>
        <translation>Chọn every, hoặc để lỗi xảy ra một lần.</translation>
    </message>
    <message>
        <source>a probability is above 0 and at most 1</source>
        <translation>xác suất phải trên 0 và không quá 1</translation>
    </message>
    <message>
        <source>Take one in between, or leave it out.</source>
        <translation>Chọn một số ở giữa, hoặc bỏ đi.</translation>
    </message>
    <message>
        <source>a seed is for a probability, and there is none</source>
        <translation>seed chỉ dùng với xác suất, mà ở đây không có</translation>
    </message>
    <message>
        <source>Leave the seed out.</source>
        <translation>Bỏ seed đi.</translation>
    </message>
    <message>
        <source>a fault needs an id</source>
        <translation>lỗi cần có id</translation>
    </message>
    <message>
        <source>Give it a whole number from 1.</source>
        <translation>Cho nó một số nguyên từ 1 trở lên.</translation>
    </message>
    <message>
        <source>a fault with this id is armed already</source>
        <translation>lỗi mang id này đã được gài</translation>
    </message>
    <message>
        <source>Give it another id.</source>
        <translation>Cho nó id khác.</translation>
    </message>
    <message>
        <source>too many faults are armed</source>
        <translation>gài quá nhiều lỗi</translation>
    </message>
    <message>
        <source>Disarm some of them first.</source>
        <translation>Gỡ bớt trước đã.</translation>
    </message>
    <message>
        <source>database fails</source>
        <translation>CSDL lỗi</translation>
    </message>
    <message>
        <source>delay</source>
        <translation>trễ</translation>
    </message>
    <message>
        <source>hang</source>
        <translation>treo</translation>
    </message>
    <message>
        <source>crash</source>
        <translation>sập</translation>
    </message>
    <message>
        <source>no ack</source>
        <translation>không ack</translation>
    </message>
    <message>
        <source>early ack</source>
        <translation>ack sớm</translation>
    </message>
    <message>
        <source>before begin</source>
        <translation>trước begin</translation>
    </message>
    <message>
        <source>in the transaction</source>
        <translation>trong giao dịch</translation>
    </message>
    <message>
        <source>before commit</source>
        <translation>trước commit</translation>
    </message>
    <message>
        <source>between commit and ack</source>
        <translation>giữa commit và ack</translation>
    </message>
    <message>
        <source>after the ack</source>
        <translation>sau ack</translation>
    </message>
    <message>
        <source>between insert and publish</source>
        <translation>giữa insert và gửi</translation>
    </message>
    <message>
        <source>between publish and mark</source>
        <translation>giữa gửi và đánh dấu</translation>
    </message>
    <message>
        <source>inside the insert</source>
        <translation>trong lúc insert</translation>
    </message>
    <message>
        <source>any delivery</source>
        <translation>lần gửi nào cũng được</translation>
    </message>
    <message>
        <source>first delivery</source>
        <translation>lần gửi đầu</translation>
    </message>
    <message>
        <source>redelivery</source>
        <translation>lần gửi lại</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>effect, place</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>the service itself holds the lock here, no other writer can</source>
        <translation>ở đây chính dịch vụ giữ khóa, không ai khác ghi được</translation>
    </message>
    <message>
        <source>Take before_begin or after_publish.</source>
        <translation>Chọn before_begin hoặc after_publish.</translation>
    </message>
    <message>
        <source>the commit is done, no writer is in its way any more</source>
        <translation>đã commit xong, không còn ai cản được nó</translation>
    </message>
    <message>
        <source>no commit comes next here, so no answer of one can be lost</source>
        <translation>sau chỗ này không có commit, nên không mất được câu trả lời nào</translation>
    </message>
    <message>
        <source>Take before_commit or in_insert.</source>
        <translation>Chọn before_commit hoặc in_insert.</translation>
    </message>
    <message>
        <source>the disk of a database server is not ours to fill</source>
        <translation>ổ đĩa của máy chủ CSDL không phải của ta để làm đầy</translation>
    </message>
    <message>
        <source>Run without --db, or take fail.</source>
        <translation>Chạy không có --db, hoặc chọn fail.</translation>
    </message>
    <message>
        <source>database busy</source>
        <translation>CSDL bận</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>đầy ổ đĩa</translation>
    </message>
    <message>
        <source>answer of COMMIT lost</source>
        <translation>mất trả lời COMMIT</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>en</source>
        <comment>the code of the language translated to</comment>
        <translation>vi</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>connected</source>
        <translation>kết nối</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>không nhận</translation>
    </message>
    <message>
        <source>connect: {error}</source>
        <translation>kết nối: {error}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>đóng</translation>
    </message>
    <message>
        <source>publish</source>
        <translation>gửi vào</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>đã lưu</translation>
    </message>
    <message>
        <source>publish: {error}</source>
        <translation>gửi: {error}</translation>
    </message>
    <message>
        <source>subscribed</source>
        <translation>nghe</translation>
    </message>
    <message>
        <source>subscribe: {error}</source>
        <translation>nghe: {error}</translation>
    </message>
    <message>
        <source>sub closed</source>
        <translation>đóng sub</translation>
    </message>
    <message>
        <source>unsubscribed</source>
        <translation>thôi nghe</translation>
    </message>
    <message>
        <source>deliver</source>
        <translation>gửi</translation>
    </message>
    <message>
        <source>redeliver</source>
        <translation>gửi lại</translation>
    </message>
    <message>
        <source>ack</source>
        <translation>ack</translation>
    </message>
    <message>
        <source>ping: {error}</source>
        <translation>ping: {error}</translation>
    </message>
    <message>
        <source>malformed</source>
        <translation>hỏng</translation>
    </message>
    <message>
        <source>other</source>
        <translation>khác</translation>
    </message>
    <message>
        <source>somebody speaks with the cluster {cluster}</source>
        <translation>có ai đó nói chuyện với cluster {cluster}</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>mất gói</translation>
    </message>
    <message>
        <source>gap ends</source>
        <translation>hết mất gói</translation>
    </message>
    <message>
        <source>the tap hears again</source>
        <translation>tap nghe lại được</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>bị cấm</translation>
    </message>
    <message>
        <source>monitor</source>
        <translation>monitoring</translation>
    </message>
    <message>
        <source>nats-streaming-server {version}, {clients}, {channels}</source>
        <translation>nats-streaming-server {version}, {clients}, {channels}</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>đã sửa</translation>
    </message>
    <message>
        <source>watch</source>
        <translation>xem</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>trục trặc</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>bị bỏ</translation>
    </message>
    <message>
        <source>%1 lines that nobody read in time, %2 in all</source>
        <translation>%1 dòng không ai đọc kịp, tất cả %2</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>tất cả %1</translation>
    </message>
    <message>
        <source>durable %1</source>
        <translation>durable %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>lần %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>hạn %1</translation>
    </message>
    <message>
        <source>%1 client</source>
        <translation>%1 client</translation>
    </message>
    <message>
        <source>%1 clients</source>
        <translation>%1 client</translation>
    </message>
    <message>
        <source>%1 channel</source>
        <translation>%1 kênh</translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation>%1 kênh</translation>
    </message>
    <message>
        <source>healthy again</source>
        <translation>khỏe lại</translation>
    </message>
    <message>
        <source>suspect: does not answer its heartbeat</source>
        <translation>đáng ngờ: không trả lời heartbeat</translation>
    </message>
    <message>
        <source>dead but registered: nobody listens for its heartbeats</source>
        <translation>chết mà broker chưa biết: không ai nghe heartbeat của nó</translation>
    </message>
    <message>
        <source>dropped: the broker has it no more</source>
        <translation>bị loại: broker không còn giữ nó</translation>
    </message>
    <message>
        <source>drift</source>
        <translation>lệch</translation>
    </message>
    <message>
        <source>%1, corrected</source>
        <translation>%1, đã sửa</translation>
    </message>
    <message>
        <source>health</source>
        <translation>sức khỏe</translation>
    </message>
    <message>
        <source>{names}{how}AckWait {ack_wait} s, MaxInflight {max_inflight}</source>
        <translation>{names}{how}AckWait {ack_wait} giây, MaxInflight {max_inflight}</translation>
    </message>
    <message>
        <source>{client} asks for the cluster {cluster}</source>
        <translation>{client} tìm cluster {cluster}</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>đã sang</translation>
    </message>
    <message>
        <source>the tap was on {from} and is on {to}, which is no cluster with it: what was known is of another broker</source>
        <translation>tap từ {from} đã sang {to}, hai server không cùng cluster: những gì đã biết là của broker khác</translation>
    </message>
    <message>
        <source>{endpoint} is {state} {role}</source>
        <translation>{endpoint} là {state} {role}</translation>
    </message>
    <message>
        <source>{endpoint} is {state} {role}: it lags behind, so that nothing is compared with it</source>
        <translation>{endpoint} là {state} {role}: nó chậm hơn server chính nên không đối chiếu với nó</translation>
    </message>
    <message>
        <source>(%1 bytes)</source>
        <translation>(%1 byte)</translation>
    </message>
    <message>
        <source>created</source>
        <translation>tạo mới</translation>
    </message>
    <message>
        <source>joins</source>
        <translation>vào nhóm</translation>
    </message>
    <message>
        <source>resumes</source>
        <translation>tiếp tục</translation>
    </message>
    <message>
        <source>late by %1 s</source>
        <translation>muộn %1 giây</translation>
    </message>
    <message>
        <source>nobody waits for it</source>
        <translation>không ai chờ nữa</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>đã xóa</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>hết hạn</translation>
    </message>
    <message>
        <source>advice</source>
        <translation>gợi ý</translation>
    </message>
    <message>
        <source>server</source>
        <translation>server</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>%1 events, %2 deliveries, %3 of them redelivered</source>
        <translation>%1 event, %2 lần gửi, trong đó %3 lần gửi lại</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>deposit %1</source>
        <translation>nạp %1</translation>
    </message>
    <message>
        <source>withdrawal %1</source>
        <translation>rút %1</translation>
    </message>
    <message>
        <source>deposit %1 of %2</source>
        <translation>nạp %1 (%2)</translation>
    </message>
    <message>
        <source>withdrawal %1 of %2</source>
        <translation>rút %1 (%2)</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>được xử lý</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>bị từ chối</translation>
    </message>
    <message>
        <source>out of range</source>
        <translation>ngoài giới hạn</translation>
    </message>
    <message>
        <source>%1 gap</source>
        <translation>mất gói %1 lần</translation>
    </message>
    <message>
        <source>%1 gaps</source>
        <translation>mất gói %1 lần</translation>
    </message>
    <message>
        <source>%1 left %2; after the balance before it, %3, it is %4</source>
        <translation>%1 để lại %2; theo số dư trước đó là %3 thì phải là %4</translation>
    </message>
    <message>
        <source>the applied transactions of %1 overflow</source>
        <translation>tổng các giao dịch đã xử lý của %1 bị tràn số</translation>
    </message>
    <message>
        <source>the balance of %1 is %2; opening balance and applied transactions make %3</source>
        <translation>số dư của %1 là %2; số dư đầu cộng các giao dịch đã xử lý thành %3</translation>
    </message>
    <message>
        <source>%1 was applied twice</source>
        <translation>%1 được xử lý hai lần</translation>
    </message>
    <message>
        <source>%1 was applied %2 times</source>
        <translation>%1 được xử lý %2 lần</translation>
    </message>
    <message>
        <source>the ledger has %1; accepted was %2</source>
        <translation>sổ ghi %1; lệnh đã nhận là %2</translation>
    </message>
    <message>
        <source>the ledger has %1 under another transaction id; accepted was %2</source>
        <translation>sổ ghi %1 dưới mã giao dịch khác; lệnh đã nhận là %2</translation>
    </message>
    <message>
        <source>the ledger has %1; the same number was decided with another content before</source>
        <translation>sổ ghi %1; trước đó cùng số này đã được quyết định với nội dung khác</translation>
    </message>
    <message>
        <source>%1 was applied under the id of %2 of %3</source>
        <translation>%1 được xử lý dưới mã của %2 của %3</translation>
    </message>
    <message>
        <source>number %1 was given to two transactions</source>
        <translation>số %1 bị cấp cho hai giao dịch</translation>
    </message>
    <message>
        <source>the last transaction number of %1 is %2; the last decision in the ledger is number %3</source>
        <translation>số giao dịch cuối của %1 là %2; quyết định cuối trong sổ là số %3</translation>
    </message>
    <message>
        <source>the last transaction number of %1 is %2; the last decision in the ledger is none</source>
        <translation>số giao dịch cuối của %1 là %2; trong sổ chưa có quyết định nào</translation>
    </message>
    <message>
        <source>the ledger has %1 for an account that does not exist</source>
        <translation>sổ ghi %1 cho một tài khoản không tồn tại</translation>
    </message>
    <message>
        <source>%1 was decided before number %2</source>
        <translation>%1 được quyết định trước số %2</translation>
    </message>
    <message>
        <source>%1 was decided before number %2: %3 and %4 worked at the same time</source>
        <translation>%1 được quyết định trước số %2: %3 và %4 làm cùng lúc</translation>
    </message>
    <message>
        <source>%1 was applied and left %2; in order it is declined at %3</source>
        <translation>%1 được xử lý và để lại %2; đúng thứ tự thì bị từ chối ở số dư %3</translation>
    </message>
    <message>
        <source>%1 was declined at balance %2; in order it is approved and leaves %3</source>
        <translation>%1 bị từ chối ở số dư %2; đúng thứ tự thì được duyệt và để lại %3</translation>
    </message>
    <message>
        <source>refused after the money was taken: %1 was %2, then %3</source>
        <translation>từ chối sau khi đã lấy tiền: %1 đã %2, rồi %3</translation>
    </message>
    <message>
        <source>refused after the money was paid in: %1 was %2, then %3</source>
        <translation>từ chối sau khi đã cộng tiền: %1 đã %2, rồi %3</translation>
    </message>
    <message>
        <source>paid out after it was refused: %1 was %2, then %3</source>
        <translation>chi tiền sau khi đã từ chối: %1 đã %2, rồi %3</translation>
    </message>
    <message>
        <source>paid in after it was refused: %1 was %2, then %3</source>
        <translation>cộng tiền sau khi đã từ chối: %1 đã %2, rồi %3</translation>
    </message>
    <message>
        <source>%1 was %2, but the transaction service never accepted it</source>
        <translation>%1 đã %2, nhưng dịch vụ transaction chưa từng nhận lệnh đó</translation>
    </message>
    <message>
        <source>number %1 of %2 was never accepted although later ones were: nothing after it can be replayed</source>
        <translation>số %1 của %2 chưa từng được nhận dù các số sau đã có: không tính lại được gì sau nó</translation>
    </message>
    <message>
        <source>the balance of %1 is %2; in order it is %3</source>
        <translation>số dư của %1 là %2; đúng thứ tự thì là %3</translation>
    </message>
    <message>
        <source>%1 was stored, but its message is nowhere: neither in the channel, in the ledger nor in quarantine</source>
        <translation>%1 đã lưu mà message không còn ở đâu: không trong kênh, không trong sổ, không bị cách ly</translation>
    </message>
    <message>
        <source>%1 was stored, but it is neither in the ledger nor in quarantine</source>
        <translation>%1 đã lưu, nhưng không có trong sổ và cũng không bị cách ly</translation>
    </message>
    <message>
        <source>%1 was stored and delivered, but it is neither in the ledger nor in quarantine</source>
        <translation>%1 đã lưu và gửi đi, nhưng không có trong sổ và cũng không bị cách ly</translation>
    </message>
    <message>
        <source>%1 was stored and acked, but it is neither in the ledger nor in quarantine</source>
        <translation>%1 đã lưu và đã ack, nhưng không có trong sổ và cũng không bị cách ly</translation>
    </message>
    <message>
        <source>%1 (and %2 before it that are not listed; %3 in all)</source>
        <translation>%1 (và %2 cái trước nó không liệt kê; tất cả %3)</translation>
    </message>
    <message>
        <source>nothing was watched</source>
        <translation>không theo dõi được gì</translation>
    </message>
    <message>
        <source>the tap lost frames (%1): what happened on the wire meanwhile is not known</source>
        <translation>tap mất frame (%1): không biết lúc đó trên dây có gì</translation>
    </message>
    <message>
        <source>external commands took part: what they decide is not reported, the wire shows deliveries and acks only</source>
        <translation>có lệnh ngoài tham gia: nó quyết định gì không ai báo, trên dây chỉ thấy lần gửi và ack</translation>
    </message>
    <message>
        <source>the databases could not be read: %1</source>
        <translation>không đọc được CSDL: %1</translation>
    </message>
    <message>
        <source>the tap lost its connection</source>
        <translation>tap mất kết nối</translation>
    </message>
    <message>
        <source>the tap lost messages: %1</source>
        <translation>tap mất message: %1</translation>
    </message>
    <message>
        <source>the tap&apos;s connection failed: %1</source>
        <translation>kết nối của tap hỏng: %1</translation>
    </message>
    <message>
        <source>the tap&apos;s connection is closed: %1</source>
        <translation>kết nối của tap đã đóng: %1</translation>
    </message>
    <message>
        <source>connect refused: %1</source>
        <translation>không cho kết nối: %1</translation>
    </message>
    <message>
        <source>subscribe refused: %1</source>
        <translation>không cho nghe: %1</translation>
    </message>
    <message>
        <source>last_seq: mirror %1, broker %2</source>
        <translation>last_seq: gương %1, broker %2</translation>
    </message>
    <message>
        <source>%1 pending_count: mirror %2, broker %3</source>
        <translation>%1 pending_count: gương %2, broker %3</translation>
    </message>
    <message>
        <source>%1 last_sent: mirror %2, broker %3</source>
        <translation>%1 last_sent: gương %2, broker %3</translation>
    </message>
    <message>
        <source>subscription %1: not mirrored</source>
        <translation>subscription %1: gương không có</translation>
    </message>
    <message>
        <source>subscription %1: the broker has none</source>
        <translation>subscription %1: broker không có</translation>
    </message>
    <message>
        <source>order of a group&apos;s members</source>
        <translation>thứ tự thành viên của một nhóm</translation>
    </message>
    <message>
        <source>client %1: not mirrored</source>
        <translation>client %1: gương không có</translation>
    </message>
    <message>
        <source>client %1: the broker has none</source>
        <translation>client %1: broker không có</translation>
    </message>
    <message>
        <source>The laboratory is not running.</source>
        <translation>Phòng thí nghiệm chưa chạy.</translation>
    </message>
    <message>
        <source>A replica needs a broker to connect to.</source>
        <translation>Bản sao cần có broker để kết nối.</translation>
    </message>
    <message>
        <source>There is no process named %1 to restart.</source>
        <translation>Không có tiến trình nào tên %1 để chạy lại.</translation>
    </message>
    <message>
        <source>%1 is still alive and cannot be removed.</source>
        <translation>%1 còn sống nên chưa gỡ được.</translation>
    </message>
    <message>
        <source>The broker is not running.</source>
        <translation>Broker chưa chạy.</translation>
    </message>
    <message>
        <source>The transaction service is not running.</source>
        <translation>Dịch vụ transaction chưa chạy.</translation>
    </message>
    <message>
        <source>%1 is not alive.</source>
        <translation>%1 không còn sống.</translation>
    </message>
    <message>
        <source>There is no process named %1.</source>
        <translation>Không có tiến trình nào tên %1.</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>Không khởi động được %1: %2.</translation>
    </message>
    <message>
        <source>%1 is an external command: it takes no faults.</source>
        <translation>%1 là lệnh ngoài: không gài lỗi vào được.</translation>
    </message>
    <message>
        <source>%1 was ended by signal %2 before it was ready.%3</source>
        <translation>%1 bị tín hiệu %2 kết thúc trước khi sẵn sàng.%3</translation>
    </message>
    <message>
        <source>%1 ended with exit code %2 before it was ready.%3</source>
        <translation>%1 kết thúc với mã %2 trước khi sẵn sàng.%3</translation>
    </message>
    <message>
        <source>The transaction service did not come up in time.</source>
        <translation>Dịch vụ transaction không lên kịp.</translation>
    </message>
    <message>
        <source>The replicas did not come up in time.</source>
        <translation>Các bản sao không lên kịp.</translation>
    </message>
    <message>
        <source>The lesson waited too long in step %1 of %2.</source>
        <translation>Bài học chờ quá lâu ở bước %1 trên %2.</translation>
    </message>
    <message>
        <source>The run could not be judged: %1.</source>
        <translation>Không phán xét được lần chạy này: %1.</translation>
    </message>
    <message>
        <source>The run did not converge in time.</source>
        <translation>Lần chạy chưa hội tụ trong thời gian cho phép.</translation>
    </message>
    <message>
        <source>The server refuses the tap now: %1.</source>
        <translation>Server không cho tap nghe nữa: %1.</translation>
    </message>
    <message>
        <source>Press Run.</source>
        <translation>Bấm Chạy.</translation>
    </message>
    <message>
        <source>Start the broker first.</source>
        <translation>Khởi động broker trước đã.</translation>
    </message>
    <message>
        <source>Start a new replica.</source>
        <translation>Chạy một bản sao mới.</translation>
    </message>
    <message>
        <source>Stop or kill it first.</source>
        <translation>Dừng hoặc giết nó trước.</translation>
    </message>
    <message>
        <source>Restart it, or run again.</source>
        <translation>Chạy lại nó, hoặc chạy lại từ đầu.</translation>
    </message>
    <message>
        <source>Restart it first.</source>
        <translation>Chạy lại nó trước.</translation>
    </message>
    <message>
        <source>The laboratory&apos;s broker needs no permission.</source>
        <translation>Broker của phòng thí nghiệm không cần xin phép.</translation>
    </message>
    <message>
        <source>What the laboratory publishes comes from its bank.</source>
        <translation>Những gì phòng thí nghiệm gửi là từ ngân hàng của nó.</translation>
    </message>
    <message>
        <source>Send an action.</source>
        <translation>Gửi một lệnh.</translation>
    </message>
    <message>
        <source>Close other programs, or build it again with scripts/run.</source>
        <translation>Đóng bớt chương trình, hoặc dựng lại bằng scripts/run.</translation>
    </message>
    <message>
        <source>Pause or kill it, or arm a replica of the account service.</source>
        <translation>Tạm dừng hoặc giết nó, hoặc gài lỗi ở một bản sao của dịch vụ account.</translation>
    </message>
    <message>
        <source>Free memory and disk space, or point STANSCOPE_BROKER to another broker.</source>
        <translation>Giải phóng bộ nhớ và đĩa, hoặc trỏ STANSCOPE_BROKER sang broker khác.</translation>
    </message>
    <message>
        <source>Run again; if it stays, build it again with scripts/run.</source>
        <translation>Chạy lại; nếu vẫn vậy, dựng lại bằng scripts/run.</translation>
    </message>
    <message>
        <source>Run again.</source>
        <translation>Chạy lại.</translation>
    </message>
    <message>
        <source>Look at the replicas, then run again.</source>
        <translation>Xem các bản sao, rồi chạy lại.</translation>
    </message>
    <message>
        <source>Look at the replicas and their ack timers, then run again.</source>
        <translation>Xem các bản sao và đồng hồ ack của chúng, rồi chạy lại.</translation>
    </message>
    <message>
        <source>End what holds the databases, then run again.</source>
        <translation>Tắt chương trình đang giữ CSDL, rồi chạy lại.</translation>
    </message>
    <message>
        <source>What happens meanwhile is a gap. It is tried again every second.</source>
        <translation>Những gì xảy ra lúc này thành chỗ mất gói. Mỗi giây thử lại một lần.</translation>
    </message>
    <message>
        <source>The tap did not come back to the broker in time; the services go on unseen.</source>
        <translation>Tap không kịp trở lại broker; các dịch vụ chạy tiếp mà không ai xem.</translation>
    </message>
    <message>
        <source>The broker did not come back; the services that were held go on without it.</source>
        <translation>Broker không trở lại; các dịch vụ đang được giữ chạy tiếp mà không có nó.</translation>
    </message>
    <message>
        <source>Run again for a complete picture.</source>
        <translation>Chạy lại để xem được trọn vẹn.</translation>
    </message>
    <message>
        <source>Start the broker.</source>
        <translation>Khởi động broker.</translation>
    </message>
    <message>
        <source>the broker is down</source>
        <translation>broker đang tắt</translation>
    </message>
    <message>
        <source>%1 is paused and holds up what waits for it</source>
        <translation>%1 đang tạm dừng, những gì chờ nó phải chờ theo</translation>
    </message>
    <message>
        <source>messages wait, and no replica has subscribed</source>
        <translation>có message chờ mà chưa bản sao nào nghe</translation>
    </message>
    <message>
        <source>number %1 of %2 was never decided, and later ones wait for it</source>
        <translation>số %1 của %2 chưa được quyết định, các số sau phải chờ nó</translation>
    </message>
    <message>
        <source>%1 has as many unacked messages as its MaxInflight allows and gets no more</source>
        <translation>%1 giữ số message chưa ack bằng MaxInflight nên không nhận thêm</translation>
    </message>
    <message>
        <source>%1 is dead and still registered: messages go to it</source>
        <translation>%1 đã chết mà broker chưa biết: message vẫn gửi cho nó</translation>
    </message>
    <message>
        <source>message %1 fails again and again</source>
        <translation>message %1 cứ lỗi đi lỗi lại</translation>
    </message>
    <message>
        <source>something was still on its way</source>
        <translation>vẫn còn thứ đang trên đường</translation>
    </message>
    <message>
        <source>This user may not listen to everything: %1</source>
        <translation>Người dùng này không được nghe mọi thứ: %1</translation>
    </message>
    <message>
        <source>The monitoring endpoint %1 does not answer: %2.</source>
        <translation>Địa chỉ monitoring %1 không trả lời: %2.</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>không trả lời kịp</translation>
    </message>
    <message>
        <source>its answer is too large</source>
        <translation>câu trả lời quá lớn</translation>
    </message>
    <message>
        <source>The monitoring endpoint&apos;s %1 cannot be understood (%2).</source>
        <translation>Không hiểu được %1 của địa chỉ monitoring (%2).</translation>
    </message>
    <message>
        <source>The broker changed while its monitoring endpoint was read.</source>
        <translation>Broker thay đổi trong lúc đọc địa chỉ monitoring.</translation>
    </message>
    <message>
        <source>The broker could not be started: %1.%2</source>
        <translation>Không khởi động được broker: %1.%2</translation>
    </message>
    <message>
        <source>The broker was ended by signal %1 while it started.%2</source>
        <translation>Broker bị tín hiệu %1 kết thúc lúc đang khởi động.%2</translation>
    </message>
    <message>
        <source>The broker ended with exit code %1 while it started.%2</source>
        <translation>Broker kết thúc với mã %1 lúc đang khởi động.%2</translation>
    </message>
    <message>
        <source>The broker did not come up within %1 seconds.%2</source>
        <translation>Broker không lên trong vòng %1 giây.%2</translation>
    </message>
    <message>
        <source>The broker ended with exit code %1.</source>
        <translation>Broker kết thúc với mã %1.</translation>
    </message>
    <message>
        <source> Its last log lines:
%1</source>
        <translation> Những dòng log cuối:
%1</translation>
    </message>
    <message>
        <source>frames came faster than they could be taken in</source>
        <translation>frame đến nhanh hơn mức đọc kịp</translation>
    </message>
    <message>
        <source>Frames came faster than they could be taken in: %1 were dropped.</source>
        <translation>Frame đến nhanh hơn mức đọc kịp: đã bỏ %1.</translation>
    </message>
    <message>
        <source>Processes print faster than it can be taken in: %1 lines were dropped.</source>
        <translation>Các tiến trình in nhanh hơn mức đọc kịp: đã bỏ %1 dòng.</translation>
    </message>
    <message>
        <source>Large messages wait long for the broker&apos;s answer: of %1 the payload was let go.</source>
        <translation>Message lớn chờ broker trả lời quá lâu: đã bỏ payload của %1 message.</translation>
    </message>
    <message>
        <source>The account %1 could not be opened: %2.</source>
        <translation>Không mở được tài khoản %1: %2.</translation>
    </message>
    <message>
        <source>Release what holds the databases, then try again.</source>
        <translation>Tắt chương trình đang giữ CSDL, rồi thử lại.</translation>
    </message>
    <message>
        <source>Probably: %1</source>
        <translation>Có lẽ: %1</translation>
    </message>
    <message>
        <source>%1 had it first and died at %2 s holding %3</source>
        <translation>%1 có nó trước và chết lúc %2 s khi đang giữ %3</translation>
    </message>
    <message>
        <source>%1 had it first and was dead since %2 s</source>
        <translation>%1 có nó trước và đã chết từ %2 s</translation>
    </message>
    <message>
        <source>%1 had it first and was paused at %2 s</source>
        <translation>%1 có nó trước và bị tạm dừng lúc %2 s</translation>
    </message>
    <message>
        <source>the database had failed on %1</source>
        <translation>CSDL bị lỗi ở %1</translation>
    </message>
    <message>
        <source>%1 had rejected it</source>
        <translation>%1 đã trả lại</translation>
    </message>
    <message>
        <source>the ack of %1 came %2 s too late</source>
        <translation>ack của %1 đến muộn %2 s</translation>
    </message>
    <message>
        <source>%1 had committed it at %2 s, and no ack came</source>
        <translation>%1 đã commit lúc %2 s, nhưng không có ack</translation>
    </message>
    <message>
        <source>%1 was still at work on it</source>
        <translation>%1 vẫn đang xử lý nó</translation>
    </message>
    <message>
        <source>it was still in the queue of %1</source>
        <translation>nó còn nằm trong hàng đợi của %1</translation>
    </message>
    <message>
        <source>%1 had it first and did not ack</source>
        <translation>%1 có nó trước và không ack</translation>
    </message>
    <message>
        <source>it was dead since %1 s, and its heartbeats had failed</source>
        <translation>nó đã chết từ %1 s và không trả lời heartbeat</translation>
    </message>
    <message>
        <source>it was paused since %1 s, and its heartbeats had failed</source>
        <translation>nó bị tạm dừng từ %1 s và không trả lời heartbeat</translation>
    </message>
    <message>
        <source>it closed its connection</source>
        <translation>nó đóng kết nối</translation>
    </message>
    <message>
        <source>it was started again under the same client id</source>
        <translation>nó được khởi động lại với cùng client id</translation>
    </message>
    <message>
        <source>it closed, or its heartbeats had failed</source>
        <translation>nó đóng kết nối, hoặc không trả lời heartbeat</translation>
    </message>
    <message>
        <source>number %1</source>
        <translation>số thứ tự %1</translation>
    </message>
    <message>
        <source>numbers %1</source>
        <translation>các số thứ tự %1</translation>
    </message>
    <message>
        <source>it was at work on message %1</source>
        <translation>nó đang xử lý message %1</translation>
    </message>
    <message>
        <source>it was paused</source>
        <translation>nó bị tạm dừng</translation>
    </message>
    <message>
        <source>what it did meanwhile was not reported</source>
        <translation>không có báo cáo lúc đó nó làm gì</translation>
    </message>
    <message>
        <source>an armed fault</source>
        <translation>lỗi đã gài</translation>
    </message>
    <message>
        <source>before the commit</source>
        <translation>trước khi commit</translation>
    </message>
    <message>
        <source>after the commit and before the ack</source>
        <translation>sau commit và trước ack</translation>
    </message>
    <message>
        <source>before it had come to it</source>
        <translation>trước khi xử lý tới nó</translation>
    </message>
    <message>
        <source>%1 got message %2 again because its AckWait of %3 s ran out at %4 s; %5.</source>
        <translation>%1 được gửi lại message %2 vì AckWait %3 s hết lúc %4 s; %5.</translation>
    </message>
    <message>
        <source>The AckWait of %1 s for message %2 ran out at %3 s; %4.</source>
        <translation>AckWait %1 s của message %2 hết lúc %3 s; %4.</translation>
    </message>
    <message>
        <source>%1 got message %2 because %3 left at %4 s: %5.</source>
        <translation>%1 nhận message %2 vì %3 rời nhóm lúc %4 s: %5.</translation>
    </message>
    <message>
        <source>%1 left at %2 s with message %3 unacked: %4.</source>
        <translation>%1 rời nhóm lúc %2 s khi message %3 chưa ack: %4.</translation>
    </message>
    <message>
        <source>%1 got message %2 again although %3 had acked it at %4 s: the broker restarted at %5 s and had lost that ack.</source>
        <translation>%1 được gửi lại message %2 dù %3 đã ack lúc %4 s: broker khởi động lại lúc %5 s và đã mất ack đó.</translation>
    </message>
    <message>
        <source>The broker holds message %1 back: %2 has missed heartbeats (%3), and nothing is sent to it again until it answers.</source>
        <translation>Broker giữ message %1 lại: %2 lỡ heartbeat (%3), nên không được gửi lại gì cho đến khi trả lời.</translation>
    </message>
    <message>
        <source>message %1 came back to %2 %3 s late, because the broker sends nothing again to a client that misses heartbeats.</source>
        <translation>message %1 quay lại %2 muộn %3 s, vì broker không gửi lại cho client lỡ heartbeat.</translation>
    </message>
    <message>
        <source>%1 gets nothing new: its window is full of %2 (MaxInflight %3).</source>
        <translation>%1 không nhận gì mới: cửa sổ đã đầy với %2 (MaxInflight %3).</translation>
    </message>
    <message>
        <source>Message %1 waits in the channel because nobody has room: the window of %2 is full of %3 (MaxInflight %4).</source>
        <translation>Message %1 chờ trong kênh vì không ai còn chỗ: cửa sổ của %2 đã đầy với %3 (MaxInflight %4).</translation>
    </message>
    <message>
        <source>Message %1 waited %2 s in the channel: the window of %3 was full of %4 (MaxInflight %5).</source>
        <translation>Message %1 chờ %2 s trong kênh: cửa sổ của %3 đã đầy với %4 (MaxInflight %5).</translation>
    </message>
    <message>
        <source>%1 acked message %2 %3 s too late: the broker had given it to %4 at %5 s.</source>
        <translation>%1 ack message %2 muộn %3 s: broker đã gửi nó cho %4 lúc %5 s.</translation>
    </message>
    <message>
        <source>The late ack of %1 settled message %2 while %3 had it, %4 s after its AckWait had run out.</source>
        <translation>Ack muộn của %1 kết thúc message %2 khi %3 đang giữ nó, %4 s sau khi hết AckWait.</translation>
    </message>
    <message>
        <source>Message %1 waited %2 s in the queue of %3: %4.</source>
        <translation>Message %1 chờ %2 s trong hàng đợi của %3: %4.</translation>
    </message>
    <message>
        <source>Message %1 waits in the queue of %2 since %3 s: %4.</source>
        <translation>Message %1 chờ trong hàng đợi của %2 từ %3 s: %4.</translation>
    </message>
    <message>
        <source>Message %1 went to %2, which was dead since %3 s: the broker did not know that yet.</source>
        <translation>Message %1 được gửi cho %2, đã chết từ %3 s: lúc đó broker chưa biết.</translation>
    </message>
    <message>
        <source>Message %1 went to %2, whose inbox nobody listens on any more: the broker does not know that yet.</source>
        <translation>Message %1 được gửi cho %2, mà inbox không còn ai nghe: broker chưa biết.</translation>
    </message>
    <message>
        <source>The broker sent message %1 again at its start, before %2 could listen: it reached nobody.</source>
        <translation>Broker gửi lại message %1 khi khởi động, trước khi %2 kịp nghe: không ai nhận được.</translation>
    </message>
    <message>
        <source>a limit of the channel dropped message %1 before it was acked.</source>
        <translation>một giới hạn của kênh đã xóa message %1 trước khi được ack.</translation>
    </message>
    <message>
        <source>The channel keeps %2 messages: message %1 was dropped before it was acked.</source>
        <translation>Kênh chỉ giữ %2 message: message %1 bị xóa trước khi được ack.</translation>
    </message>
    <message>
        <source>The channel keeps messages for %2 s: message %1 was dropped before it was acked.</source>
        <translation>Kênh chỉ giữ message %2 s: message %1 bị xóa trước khi được ack.</translation>
    </message>
    <message>
        <source>%1 had message %2 when its subscription ended at %3 s. Nobody else was there, and without a durable name the broker forgot it.</source>
        <translation>%1 đang giữ message %2 khi subscription kết thúc lúc %3 s. Không còn ai khác, và không có DurableName thì broker quên nó.</translation>
    </message>
    <message>
        <source>%1 rejected %2 because %3 had not been decided yet. Without an ack it comes again.</source>
        <translation>%1 trả lại %2 vì %3 chưa được xử lý. Không ack thì nó đến lại.</translation>
    </message>
    <message>
        <source>%1 parked %2 because %3 had not been decided yet.</source>
        <translation>%1 để dành %2 vì %3 chưa được xử lý.</translation>
    </message>
    <message>
        <source>%1 parked %2 because %3 had not been decided yet; %4 decided it at %5 s.</source>
        <translation>%1 để dành %2 vì %3 chưa được xử lý; %4 xử lý nó lúc %5 s.</translation>
    </message>
    <message>
        <source>%1 skipped %2: it is a duplicate, %3 had decided it at %4 s already (%5).</source>
        <translation>%1 bỏ qua %2 vì trùng: %3 đã quyết định lúc %4 s (%5).</translation>
    </message>
    <message>
        <source>%1 skipped %2: it is a duplicate of one that is decided or parked already.</source>
        <translation>%1 bỏ qua %2 vì trùng: nó đã được xử lý hoặc để dành.</translation>
    </message>
    <message>
        <source>%1 declined %2 of %3: only %4 were there.</source>
        <translation>%1 từ chối %2 (%3): chỉ còn %4.</translation>
    </message>
    <message>
        <source>%1 declined %2 of %3 at a balance of %4: %5 had not been decided yet. In order it is approved.</source>
        <translation>%1 từ chối %2 (%3) khi số dư là %4: %5 chưa được xử lý. Đúng thứ tự thì được chấp nhận.</translation>
    </message>
    <message>
        <source>%1 applied %2 of %3, which in order is declined: the decisions before it were not those of their order.</source>
        <translation>%1 xử lý %2 (%3), đúng thứ tự thì bị từ chối: các quyết định trước nó không theo thứ tự.</translation>
    </message>
    <message>
        <source>%1 decided %2 although %3 had not been decided yet: its handler does not look at the order.</source>
        <translation>%1 quyết định %2 dù %3 chưa được xử lý: handler này không xem thứ tự.</translation>
    </message>
    <message>
        <source>%1 refused %2 after the money was taken: %3 had applied it at %4 s.</source>
        <translation>%1 từ chối %2 sau khi tiền đã bị trừ: %3 đã xử lý lúc %4 s.</translation>
    </message>
    <message>
        <source>%1 decided %2 again and another way: %3 had decided it at %4 s (%5).</source>
        <translation>%1 quyết định lại %2 theo cách khác: %3 đã quyết định lúc %4 s (%5).</translation>
    </message>
    <message>
        <source>%1 applied %2 of %3 once more: %4 had applied it at %5 s already.</source>
        <translation>%1 xử lý %2 (%3) thêm lần nữa: %4 đã xử lý lúc %5 s.</translation>
    </message>
    <message>
        <source>%1 put message %2 into quarantine: %3.</source>
        <translation>%1 cách ly message %2: %3.</translation>
    </message>
    <message>
        <source>The database failed on %1 with message %2 (%3). Without an ack it comes again after its AckWait.</source>
        <translation>CSDL ở %1 bị lỗi với message %2 (%3). Không ack thì nó đến lại khi hết AckWait.</translation>
    </message>
    <message>
        <source>%1 died at %2 s with message %3 in hand, %4.</source>
        <translation>%1 chết lúc %2 s khi đang giữ message %3, %4.</translation>
    </message>
    <message>
        <source>%1 is idle: a new message goes to the member with the fewest unacked ones, and the last, %2, went to %3.</source>
        <translation>%1 đang rảnh: message mới đến thành viên có ít message chưa ack nhất, và message cuối, %2, đến %3.</translation>
    </message>
    <message>
        <source>%1 is idle: it has acked all that it got.</source>
        <translation>%1 đang rảnh: đã ack tất cả những gì nhận được.</translation>
    </message>
    <message>
        <source>%1 is dead since %2 s.</source>
        <translation>%1 đã chết từ %2 s.</translation>
    </message>
    <message>
        <source>%1 is dead since %2 s, and the broker does not know that yet: it is still a member and holds %3.</source>
        <translation>%1 đã chết từ %2 s mà broker chưa biết: nó vẫn là thành viên và giữ %3.</translation>
    </message>
    <message>
        <source>%1 is paused since %2 s: what the broker sends it has to wait.</source>
        <translation>%1 bị tạm dừng từ %2 s: những gì broker gửi cho nó phải chờ.</translation>
    </message>
    <message>
        <source>%1 was accepted at %2 s and is not in the channel yet.</source>
        <translation>%1 được nhận lúc %2 s và chưa có trong kênh.</translation>
    </message>
    <message>
        <source>%1 decided %2 late: later numbers of its account had overtaken it.</source>
        <translation>%1 quyết định %2 muộn: các số sau của tài khoản đã vượt trước.</translation>
    </message>
    <message>
        <source>%1 decided %2 in order: %3 are left.</source>
        <translation>%1 quyết định %2 đúng thứ tự: còn lại %3.</translation>
    </message>
    <message>
        <source>%1 is at work on message %2 since %3 s.</source>
        <translation>%1 đang xử lý message %2 từ %3 s.</translation>
    </message>
    <message>
        <source>%1 acked message %2 in time, %3 s after it got it.</source>
        <translation>%1 ack message %2 kịp lúc, %3 s sau khi nhận.</translation>
    </message>
    <message>
        <source>Message %1 went to %2: of its queue group it had the fewest unacked ones.</source>
        <translation>Message %1 đến %2: trong queue group nó có ít message chưa ack nhất.</translation>
    </message>
    <message>
        <source>Message %1 went to %2 as to each subscriber without a queue group.</source>
        <translation>Message %1 đến %2 như đến mọi bên nghe không có queue group.</translation>
    </message>
    <message>
        <source>%1 has %2 and should have %3.</source>
        <translation>%1 có %2, đúng ra phải là %3.</translation>
    </message>
    <message>
        <source>%1 has %2, as it should.</source>
        <translation>%1 có %2, đúng như phải có.</translation>
    </message>
    <message>
        <source>%1 has %2, and %3 of its transactions are on the way.</source>
        <translation>%1 có %2, còn %3 giao dịch đang trên đường.</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>lưu</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>gửi</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>quyết định</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>đúng thứ tự</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>quy tắc</translation>
    </message>
    <message>
        <source>acked</source>
        <translation>ack</translation>
    </message>
    <message>
        <source>AckWait ends</source>
        <translation>hết AckWait</translation>
    </message>
    <message>
        <source>unacked</source>
        <translation>chưa ack</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>số dư</translation>
    </message>
    <message>
        <source>should be</source>
        <translation>đúng ra phải là</translation>
    </message>
    <message>
        <source>last number</source>
        <translation>số cuối</translation>
    </message>
    <message>
        <source>%1 s → %2, attempt %3</source>
        <translation>%1 s → %2, lần %3</translation>
    </message>
    <message>
        <source>%1, leaves %2</source>
        <translation>%1, còn %2</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 khi còn %2</translation>
    </message>
    <message>
        <source>approved, leaves %1</source>
        <translation>chấp nhận, còn %1</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 trên %2: %3</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>trả lại</translation>
    </message>
    <message>
        <source>database failed</source>
        <translation>CSDL lỗi</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>cách ly</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>để dành</translation>
    </message>
    <message>
        <source>conservation</source>
        <translation>bảo toàn</translation>
    </message>
    <message>
        <source>at most once</source>
        <translation>nhiều nhất một lần</translation>
    </message>
    <message>
        <source>order</source>
        <translation>thứ tự</translation>
    </message>
    <message>
        <source>same decisions</source>
        <translation>quyết định như khi đúng thứ tự</translation>
    </message>
    <message>
        <source>accepted by the transaction service</source>
        <translation>dịch vụ giao dịch nhận</translation>
    </message>
    <message>
        <source>published by %1</source>
        <translation>%1 gửi vào kênh</translation>
    </message>
    <message>
        <source>stored in %1 as message %2</source>
        <translation>lưu vào %1 thành message %2</translation>
    </message>
    <message>
        <source>heard of in %1 as message %2</source>
        <translation>thấy trong %1 là message %2</translation>
    </message>
    <message>
        <source>sent to %1, attempt %2</source>
        <translation>gửi cho %1, lần %2</translation>
    </message>
    <message>
        <source>sent again to %1, attempt %2</source>
        <translation>gửi lại cho %1, lần %2</translation>
    </message>
    <message>
        <source>reached the handler of %1, after %2 s in its queue</source>
        <translation>đến handler của %1, sau %2 s trong hàng đợi</translation>
    </message>
    <message>
        <source>%1 began in the database, after %2 s in the handler</source>
        <translation>%1 bắt đầu trong CSDL, sau %2 s ở handler</translation>
    </message>
    <message>
        <source>%1 decided: %2</source>
        <translation>%1 quyết định: %2</translation>
    </message>
    <message>
        <source>%1 decided what was parked: %2</source>
        <translation>%1 quyết định phần để dành: %2</translation>
    </message>
    <message>
        <source>%1 committed, after %2 s in the database</source>
        <translation>%1 commit, sau %2 s trong CSDL</translation>
    </message>
    <message>
        <source>%1 sent the ack, %2 s after the commit</source>
        <translation>%1 gửi ack, %2 s sau commit</translation>
    </message>
    <message>
        <source>%1 gave it up without an ack: %2</source>
        <translation>%1 bỏ dở, không ack: %2</translation>
    </message>
    <message>
        <source>a fault struck %1</source>
        <translation>lỗi gài xảy ra ở %1</translation>
    </message>
    <message>
        <source>acked by %1</source>
        <translation>%1 đã ack</translation>
    </message>
    <message>
        <source>AckWait ran out for %1</source>
        <translation>hết AckWait của %1</translation>
    </message>
    <message>
        <source>%1 left without having acked it</source>
        <translation>%1 rời đi mà chưa ack</translation>
    </message>
    <message>
        <source>settled by the late ack of %1</source>
        <translation>kết thúc bởi ack muộn của %1</translation>
    </message>
    <message>
        <source>AckWait ran out; %1 had been dead when it was sent</source>
        <translation>hết AckWait; %1 đã chết khi được gửi</translation>
    </message>
    <message>
        <source>gone with the subscription of %1</source>
        <translation>mất cùng subscription của %1</translation>
    </message>
    <message>
        <source>dropped by a limit of the channel</source>
        <translation>bị giới hạn của kênh xóa</translation>
    </message>
    <message>
        <source>unknown: frames were missed</source>
        <translation>không rõ: mất gói</translation>
    </message>
    <message>
        <source>%1 died</source>
        <translation>%1 chết</translation>
    </message>
    <message>
        <source>%1 was accepted, and its publisher ended before it published it: no outbox has it any more</source>
        <translation>%1 đã được nhận, nhưng bên gửi kết thúc trước khi gửi nó: không outbox nào còn giữ nó</translation>
    </message>
    <message>
        <source>%1 was acked before it was committed</source>
        <translation>%1 được ack trước khi commit</translation>
    </message>
    <message>
        <source>%1 was acked, and nobody has committed it</source>
        <translation>%1 đã được ack mà chưa ai commit</translation>
    </message>
    <message>
        <source>the database %1 is damaged: %2</source>
        <translation>cơ sở dữ liệu %1 bị hỏng: %2</translation>
    </message>
    <message>
        <source>the write-ahead log of %1 has grown to %2 MiB: no checkpoint succeeds</source>
        <translation>nhật ký ghi trước (WAL) của %1 đã lên tới %2 MiB: không checkpoint nào thành công</translation>
    </message>
    <message>
        <source>the broker has deleted channel %1, whose last sequence was %2: nobody used it for a while</source>
        <translation>broker đã xóa kênh %1, số cuối là %2: một thời gian không ai dùng</translation>
    </message>
    <message>
        <source>channel %1 was deleted after sequence %2 and has begun anew at 1</source>
        <translation>kênh %1 đã bị xóa sau số %2 và bắt đầu lại từ 1</translation>
    </message>
    <message>
        <source>the broker has come back with another store: channel %1 was at sequence %2, and is at %3 now</source>
        <translation>broker trở lại với kho khác: kênh %1 trước ở số %2, nay ở %3</translation>
    </message>
    <message>
        <source>a limit of channel %1 has taken message %2: %3 unacked, %4 never sent</source>
        <translation>giới hạn của kênh %1 đã bỏ message %2: %3 chưa ack, %4 chưa gửi lần nào</translation>
    </message>
    <message>
        <source>a limit of channel %1 has taken messages %2 to %3: %4 unacked, %5 never sent</source>
        <translation>giới hạn của kênh %1 đã bỏ các message %2 đến %3: %4 chưa ack, %5 chưa gửi lần nào</translation>
    </message>
    <message>
        <source>message %2 of channel %1 was due for %3 and did not come: a limit has taken it, as it seems</source>
        <translation>message %2 của kênh %1 đến hạn gửi lại cho %3 mà không thấy: có lẽ một giới hạn đã bỏ nó</translation>
    </message>
    <message>
        <source>messages %2 to %3 of channel %1 were gone before %4 could be sent them</source>
        <translation>các message %2 đến %3 của kênh %1 đã mất trước khi gửi được cho %4</translation>
    </message>
    <message>
        <source>%1 asked for the cluster “%2”, and nobody answered; here is “%3”</source>
        <translation>%1 tìm cluster “%2” mà không ai trả lời; ở đây là “%3”</translation>
    </message>
    <message>
        <source>Give that client the cluster id of a broker that runs.</source>
        <translation>Hãy cho client đó cluster id của một broker đang chạy.</translation>
    </message>
    <message>
        <source>%1 was refused: another client with this id is alive</source>
        <translation>%1 bị từ chối: một client khác có id này đang sống</translation>
    </message>
    <message>
        <source>Give each client an id of its own, or end the one that is there.</source>
        <translation>Hãy cho mỗi client một id riêng, hoặc dừng client đang có.</translation>
    </message>
    <message>
        <source>%1 is %2: it lags behind, so that the mirror is not compared with it</source>
        <translation>%1 là %2: nó chậm hơn server chính nên không đối chiếu gương với nó</translation>
    </message>
    <message>
        <source>Give the monitoring URL of every server: the leader&apos;s or the active one&apos;s is used.</source>
        <translation>Hãy cho URL monitoring của mọi server: URL của leader hoặc server đang hoạt động được dùng.</translation>
    </message>
    <message>
        <source>no server leads, or none of those that were asked</source>
        <translation>không server nào dẫn đầu, hoặc không server nào trong số đã hỏi</translation>
    </message>
    <message>
        <source>this user may subscribe to “&gt;”, but is not given what comes to inboxes (“_INBOX.&gt;”): %1</source>
        <translation>người dùng này được nghe “&gt;”, nhưng không được nhận những gì đến inbox (“_INBOX.&gt;”): %1</translation>
    </message>
    <message>
        <source>the tap was on %1 and came back on %2, which is no cluster with it</source>
        <translation>tap từ %1 đã trở lại trên %2, hai server không cùng cluster</translation>
    </message>
    <message>
        <source>Name servers of one cluster only; this one is another broker.</source>
        <translation>Hãy chỉ kể các server của một cluster; server này là broker khác.</translation>
    </message>
    <message>
        <source>Channel %1 has message %2 no more: a limit on its messages, their size or their age has taken it, acked or not. The broker tells nobody.</source>
        <translation>Kênh %1 không còn message %2: giới hạn về số message, dung lượng hoặc tuổi đã bỏ nó, ack hay chưa cũng vậy. Broker không báo cho ai.</translation>
    </message>
    <message>
        <source>Message %2 went with channel %1: nobody had used it for a while, and the broker deleted it. One of that name begins at 1 again.</source>
        <translation>Message %2 mất cùng kênh %1: một thời gian không ai dùng và broker đã xóa kênh. Kênh cùng tên bắt đầu lại từ 1.</translation>
    </message>
    <message>
        <source>%1 (off by %2, the worst of %3)</source>
        <translation>%1 (lệch %2, nặng nhất trong %3)</translation>
    </message>
    <message>
        <source>it has no such page</source>
        <translation>nó không có trang đó</translation>
    </message>
    <message>
        <source>%1 leads now, in place of %2</source>
        <translation>giờ %1 dẫn đầu, thay cho %2</translation>
    </message>
    <message>
        <source>before it had acked it</source>
        <translation>trước khi ack nó</translation>
    </message>
    <message>
        <source>%1 got message %2 again because its durable was resumed: %3 had not acked it when the broker ended its subscription at %4 s.</source>
        <translation>%1 được gửi lại message %2 vì durable chạy tiếp: %3 chưa ack nó khi broker kết thúc đăng ký của bên đó lúc %4 s.</translation>
    </message>
    <message>
        <source>Message %1 waits in the channel: nobody is subscribed now.</source>
        <translation>Message %1 chờ trong kênh: hiện không có bên nghe nào.</translation>
    </message>
    <message>
        <source>malformed payload: %1</source>
        <translation>payload hỏng: %1</translation>
    </message>
    <message>
        <source>not JSON: %1</source>
        <translation>không phải JSON: %1</translation>
    </message>
    <message>
        <source>unknown account &quot;%1&quot;</source>
        <translation>không có tài khoản &quot;%1&quot;</translation>
    </message>
</context>
<context>
    <name>ServiceLauncher</name>
    <message>
        <source>The service %1 is missing.</source>
        <translation>Thiếu dịch vụ %1.</translation>
    </message>
    <message>
        <source>Install stanscope again; in a checkout scripts/run builds it.</source>
        <translation>Cài lại stanscope; trong bản sao mã nguồn, scripts/run dựng nó.</translation>
    </message>
</context>
<context>
    <name>Shot</name>
    <message>
        <source>%1, verdict %2</source>
        <translation>%1, phán quyết: %2</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>watching %1 at %2.</source>
        <translation>đang xem %1 ở %2.</translation>
    </message>
    <message>
        <source>reading %1: the client stanscope-reader subscribes to it, acks nothing and leaves.</source>
        <translation>đang đọc %1: client stanscope-reader subscribe kênh, không ack gì rồi rời đi.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>deposit</source>
        <translation>nạp</translation>
    </message>
    <message>
        <source>withdraw</source>
        <translation>rút</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>đã xử lý</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>bị từ chối</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>trả lại</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>lỗi</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>cách ly</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>để dành</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>đang chờ</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>đúng</translation>
    </message>
    <message>
        <source>violated</source>
        <translation>sai</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>không rõ</translation>
    </message>
    <message>
        <source>not_converged</source>
        <translation>chưa hội tụ</translation>
    </message>
    <message>
        <source>broker_down</source>
        <translation>broker tắt</translation>
    </message>
    <message>
        <source>writer_paused</source>
        <translation>bên ghi tạm dừng</translation>
    </message>
    <message>
        <source>no_replica</source>
        <translation>không có bản sao</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>mất gói</translation>
    </message>
    <message>
        <source>window_full</source>
        <translation>cửa sổ đầy</translation>
    </message>
    <message>
        <source>ghost</source>
        <translation>bóng ma</translation>
    </message>
    <message>
        <source>poison</source>
        <translation>message độc</translation>
    </message>
    <message>
        <source>underway</source>
        <translation>còn trên đường</translation>
    </message>
    <message>
        <source>hello</source>
        <translation>chào</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>sẵn sàng</translation>
    </message>
    <message>
        <source>received</source>
        <translation>đã nhận</translation>
    </message>
    <message>
        <source>begin</source>
        <translation>bắt đầu</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>đã quyết định</translation>
    </message>
    <message>
        <source>committed</source>
        <translation>đã commit</translation>
    </message>
    <message>
        <source>acked</source>
        <translation>đã ack</translation>
    </message>
    <message>
        <source>fault_fired</source>
        <translation>lỗi xảy ra</translation>
    </message>
    <message>
        <source>faults_changed</source>
        <translation>đổi lỗi gài</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>đã nhận lệnh</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>từ chối</translation>
    </message>
    <message>
        <source>publishing</source>
        <translation>đang gửi</translation>
    </message>
    <message>
        <source>published</source>
        <translation>đã gửi</translation>
    </message>
    <message>
        <source>publish_failed</source>
        <translation>gửi không được</translation>
    </message>
    <message>
        <source>connection_lost</source>
        <translation>mất kết nối</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>đang dừng</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>đã dừng</translation>
    </message>
    <message>
        <source>fatal</source>
        <translation>hỏng hẳn</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>cảnh báo</translation>
    </message>
    <message>
        <source>fault_over</source>
        <translation>hết lỗi</translation>
    </message>
</context>
<context>
    <name>stanscope::AccountPanel</name>
    <message>
        <source>The balance is right, the answer is not: %1</source>
        <translation>Số dư đúng, câu trả lời thì sai: %1</translation>
    </message>
    <message>
        <source>Balance and answers are right, the order is not: %1</source>
        <translation>Số dư và câu trả lời đúng, thứ tự thì sai: %1</translation>
    </message>
    <message>
        <source>The balance is right all the same: %1</source>
        <translation>Số dư vẫn đúng: %1</translation>
    </message>
    <message>
        <source>no number yet</source>
        <translation>chưa có số nào</translation>
    </message>
    <message>
        <source>last number %1, by arrival</source>
        <translation>số cuối %1, theo lúc đến</translation>
    </message>
    <message>
        <source>last number %1</source>
        <translation>số cuối %1</translation>
    </message>
    <message>
        <source>Which account to look at</source>
        <translation>Xem tài khoản nào</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>số dư</translation>
    </message>
    <message>
        <source>should be</source>
        <translation>đúng ra phải là</translation>
    </message>
    <message>
        <source>no action yet</source>
        <translation>chưa có lệnh nào</translation>
    </message>
    <message>
        <source>one action, decided in order</source>
        <translation>một lệnh, xử lý đúng thứ tự</translation>
    </message>
    <message>
        <source>all %1 decided in order</source>
        <translation>cả %1 lệnh đều đúng thứ tự</translation>
    </message>
    <message>
        <source>No account yet. A lesson of the bank opens some.</source>
        <translation>Chưa có tài khoản. Bài học về ngân hàng sẽ mở tài khoản.</translation>
    </message>
    <message>
        <source>There is no bank on somebody else&apos;s broker.</source>
        <translation>Trên broker của người khác không có ngân hàng.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Account “%1”</source>
        <translation>Tài khoản “%1”</translation>
    </message>
    <message>
        <source>not yet judged</source>
        <translation>chưa phán xét</translation>
    </message>
    <message>
        <source>%1, and one more violation</source>
        <translation>%1, và một chỗ sai nữa</translation>
    </message>
    <message>
        <source>%1, and %2 more violations</source>
        <translation>%1, và %2 chỗ sai nữa</translation>
    </message>
    <message>
        <source>pending: %1 not decided yet</source>
        <translation>đang chờ: %1 lệnh chưa quyết định</translation>
    </message>
</context>
<context>
    <name>stanscope::ActionsPanel</name>
    <message>
        <source>&amp;Deposit</source>
        <translation>&amp;Nạp</translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation>&amp;Rút</translation>
    </message>
    <message>
        <source>50 · 60 · −100</source>
        <translation>50 · 60 · −100</translation>
    </message>
    <message>
        <source>&amp;Generator…</source>
        <translation>Bắn &amp;loạt…</translation>
    </message>
    <message>
        <source>Faults of the transaction service</source>
        <translation>Lỗi của dịch vụ transaction</translation>
    </message>
    <message>
        <source>Publish a raw payload</source>
        <translation>Gửi một payload thô</translation>
    </message>
    <message>
        <source>Restart it</source>
        <translation>Chạy lại nó</translation>
    </message>
    <message>
        <source>The account that the action is for</source>
        <translation>Lệnh này cho tài khoản nào</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>account</source>
        <translation>tài khoản</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Số tiền</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Lệnh</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>Đã gắn</translation>
    </message>
    <message>
        <source>The broker is not attached any more</source>
        <translation>Không còn gắn vào broker nữa</translation>
    </message>
    <message>
        <source>The transaction service is not running.</source>
        <translation>Dịch vụ transaction chưa chạy.</translation>
    </message>
    <message>
        <source>The transaction service ended: %1</source>
        <translation>Dịch vụ transaction đã kết thúc: %1</translation>
    </message>
    <message>
        <source>There is no bank yet: press Run (F5)</source>
        <translation>Chưa có ngân hàng: bấm Chạy (F5)</translation>
    </message>
    <message>
        <source>The transaction service is not running</source>
        <translation>Dịch vụ transaction chưa chạy</translation>
    </message>
    <message>
        <source>Choose an account first</source>
        <translation>Chọn tài khoản trước đã</translation>
    </message>
    <message>
        <source>An amount is a number above 0 with at most two decimals, like 50 or 0.05</source>
        <translation>Số tiền là số trên 0, nhiều nhất hai chữ số lẻ, như 50 hay 0.05</translation>
    </message>
    <message>
        <source>Amount of the next deposit or withdrawal</source>
        <translation>Số tiền của lần nạp hay rút tiếp theo</translation>
    </message>
    <message>
        <source>Send a deposit of this amount (Alt+D)</source>
        <translation>Gửi lệnh nạp số tiền này (Alt+N)</translation>
    </message>
    <message>
        <source>Send a withdrawal of this amount (Alt+W)</source>
        <translation>Gửi lệnh rút số tiền này (Alt+R)</translation>
    </message>
    <message>
        <source>Send the three actions of the lessons: deposit 50, deposit 60, withdraw 100</source>
        <translation>Gửi ba lệnh của bài học: nạp 50, nạp 60, rút 100</translation>
    </message>
    <message>
        <source>Send many random actions (Alt+G)</source>
        <translation>Gửi nhiều lệnh ngẫu nhiên (Alt+L)</translation>
    </message>
    <message>
        <source>Publish a payload as it is, past the bank</source>
        <translation>Gửi nguyên một payload, không qua ngân hàng</translation>
    </message>
    <message>
        <source>Start the transaction service again; its outbox is kept</source>
        <translation>Khởi động lại dịch vụ transaction; outbox của nó còn nguyên</translation>
    </message>
    <message>
        <source>New: the first action opens the account “%1”</source>
        <translation>Mới: lệnh đầu tiên sẽ mở tài khoản “%1”</translation>
    </message>
    <message>
        <source>Open the account “%1” and send a deposit of this amount (Alt+D)</source>
        <translation>Mở tài khoản “%1” và gửi lệnh nạp số tiền này (Alt+N)</translation>
    </message>
    <message>
        <source>Open the account “%1” and send a withdrawal of this amount (Alt+W)</source>
        <translation>Mở tài khoản “%1” và gửi lệnh rút số tiền này (Alt+R)</translation>
    </message>
    <message>
        <source>There is no bank in this lesson: only listeners, and what is published to them.</source>
        <translation>Bài này không có ngân hàng: chỉ có listener và những gì được gửi cho chúng.</translation>
    </message>
</context>
<context>
    <name>stanscope::AttachDesk</name>
    <message>
        <source>&amp;Attach…</source>
        <translation>&amp;Gắn vào…</translation>
    </message>
    <message>
        <source>&amp;Detach</source>
        <translation>&amp;Tách ra</translation>
    </message>
    <message>
        <source>Watch somebody else&apos;s broker</source>
        <translation>Xem broker của người khác</translation>
    </message>
    <message>
        <source>Stop watching it; the broker does not notice</source>
        <translation>Thôi xem; broker không hay biết</translation>
    </message>
    <message>
        <source>A recording of %1.</source>
        <translation>Bản ghi của %1.</translation>
    </message>
    <message>
        <source>Not attached any more: what was seen of %1.</source>
        <translation>Đã tách ra: những gì đã thấy của %1.</translation>
    </message>
    <message>
        <source>Attached: %1</source>
        <translation>Đang gắn vào: %1</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
</context>
<context>
    <name>stanscope::AttachDialog</name>
    <message>
        <source>C&amp;redentials and TLS…</source>
        <translation>Danh tính và T&amp;LS…</translation>
    </message>
    <message>
        <source>User, token, credentials file, certificates</source>
        <translation>User, token, tệp credentials, chứng chỉ</translation>
    </message>
    <message>
        <source>&amp;Low impact: listen only where it is known that STAN talks</source>
        <translation>Ảnh hưởng ít: chỉ nghe nơ&amp;i biết chắc có STAN</translation>
    </message>
    <message>
        <source>Attach to a broker</source>
        <translation>Gắn vào một broker</translation>
    </message>
    <message>
        <source>&amp;Attach</source>
        <translation>&amp;Gắn vào</translation>
    </message>
    <message>
        <source>Watch this broker. It is not changed</source>
        <translation>Xem broker này. Nó không bị thay đổi gì</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Back, and nothing is changed (Escape)</source>
        <translation>Quay lại, không đổi gì (Escape)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
    <message>
        <source>A context of the nats command line fills in server and credentials</source>
        <translation>Một context của lệnh nats điền sẵn server và danh tính</translation>
    </message>
    <message>
        <source>The NATS server that the broker is connected to; several with commas</source>
        <translation>Server NATS mà broker nối tới; nhiều server thì cách nhau bằng dấu phẩy</translation>
    </message>
    <message>
        <source>What the broker was started with (-cid)</source>
        <translation>Broker được khởi động với id này (-cid)</translation>
    </message>
    <message>
        <source>none: the mirror starts empty</source>
        <translation>không có: gương bắt đầu trống</translation>
    </message>
    <message>
        <source>Conte&amp;xt</source>
        <translation>Conte&amp;xt</translation>
    </message>
    <message>
        <source>&amp;Server URL</source>
        <translation>URL &amp;server</translation>
    </message>
    <message>
        <source>&amp;Cluster id</source>
        <translation>&amp;Cluster id</translation>
    </message>
    <message>
        <source>&amp;Monitoring URL</source>
        <translation>URL &amp;monitoring</translation>
    </message>
    <message>
        <source>What watching changes</source>
        <translation>Xem thì ảnh hưởng gì</translation>
    </message>
    <message>
        <source>stanscope only listens: it never becomes a STAN client, sends nothing, and acks nothing.</source>
        <translation>stanscope chỉ nghe: không làm client STAN, không gửi gì, không ack gì.</translation>
    </message>
    <message>
        <source>Without it, clients and messages from before now stay unknown, and nothing compares the mirror with the broker.</source>
        <translation>Không có nó thì client và message từ trước vẫn là ẩn số, và không có gì để so gương với broker.</translation>
    </message>
    <message>
        <source>Clients, subscriptions and what is outstanding are known from the start.</source>
        <translation>Biết client, subscription và message chờ ack ngay từ đầu.</translation>
    </message>
    <message>
        <source>A guess. With it, clients, subscriptions and what is outstanding are known from the start; clear it when the broker has no monitoring.</source>
        <translation>Chỉ là đoán. Có nó thì biết client, subscription và message chờ ack ngay từ đầu; broker không có monitoring thì xóa đi.</translation>
    </message>
    <message>
        <source>Low impact: the broker notices a dead client as without a watcher. But the inbox of a new subscription is learned while it is made: its first deliveries may be missed.</source>
        <translation>Ảnh hưởng ít: broker nhận ra client chết như khi không ai xem. Nhưng inbox của subscription mới chỉ biết được trong lúc nó được tạo: có thể lỡ những lần gửi đầu.</translation>
    </message>
    <message>
        <source>The broker notices a dead client later: after (hbi + hbt)·(hbf + 1) instead of hbi·(hbf + 1). Taking a dead client&apos;s id over takes about 502 ms instead of 1 ms. Requests to an absent broker time out instead of failing at once.</source>
        <translation>Broker nhận ra client chết muộn hơn: sau (hbi + hbt)·(hbf + 1) thay vì hbi·(hbf + 1). Giành lại id của client chết mất khoảng 502 ms thay vì 1 ms. Yêu cầu tới broker vắng mặt thì chờ hết giờ thay vì lỗi ngay.</translation>
    </message>
    <message>
        <source>Write it like nats://127.0.0.1:4222; several with commas.</source>
        <translation>Viết như nats://127.0.0.1:4222; nhiều server thì cách nhau bằng dấu phẩy.</translation>
    </message>
    <message>
        <source>The server URL is missing.</source>
        <translation>Thiếu URL server.</translation>
    </message>
    <message>
        <source>This is no server URL.</source>
        <translation>Đây không phải URL server.</translation>
    </message>
    <message>
        <source>“%1” is no scheme of a NATS server.</source>
        <translation>“%1” không phải kiểu URL của server NATS.</translation>
    </message>
    <message>
        <source>Use nats:// or tls://.</source>
        <translation>Dùng nats:// hoặc tls://.</translation>
    </message>
    <message>
        <source>Port 0 is no port of a server.</source>
        <translation>Cổng 0 không phải cổng của server.</translation>
    </message>
    <message>
        <source>The cluster id is missing.</source>
        <translation>Thiếu cluster id.</translation>
    </message>
    <message>
        <source>It is what the broker was started with (-cid); test-cluster by default.</source>
        <translation>Broker được khởi động với id này (-cid); mặc định là test-cluster.</translation>
    </message>
    <message>
        <source>“%1” cannot be a cluster id.</source>
        <translation>“%1” không thể là cluster id.</translation>
    </message>
    <message>
        <source>A cluster id has letters, digits, - _ and . only.</source>
        <translation>Cluster id chỉ gồm chữ cái, chữ số, - _ và dấu chấm.</translation>
    </message>
    <message>
        <source>This is no monitoring URL.</source>
        <translation>Đây không phải URL monitoring.</translation>
    </message>
    <message>
        <source>Write it like http://127.0.0.1:8222, or leave it empty: the mirror then starts empty.</source>
        <translation>Viết như http://127.0.0.1:8222, hoặc để trống: khi đó gương bắt đầu trống.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>Không đọc được %1.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Không có tệp %1.</translation>
    </message>
    <message>
        <source>Choose a file that you may read, or leave the field empty.</source>
        <translation>Chọn tệp bạn được đọc, hoặc để trống ô này.</translation>
    </message>
    <message>
        <source>There is a password, but no user.</source>
        <translation>Có mật khẩu mà không có user.</translation>
    </message>
    <message>
        <source>Fill in the user, or clear the password.</source>
        <translation>Điền user, hoặc xóa mật khẩu.</translation>
    </message>
    <message>
        <source>A server takes a token or a user, not both.</source>
        <translation>Server nhận token hoặc user, không nhận cả hai.</translation>
    </message>
    <message>
        <source>Clear one of them.</source>
        <translation>Xóa một trong hai.</translation>
    </message>
    <message>
        <source>A credentials file has its own nkey already.</source>
        <translation>Tệp credentials đã có nkey riêng.</translation>
    </message>
    <message>
        <source>Clear one of the two files.</source>
        <translation>Xóa một trong hai tệp.</translation>
    </message>
    <message>
        <source>A client certificate and its key belong together.</source>
        <translation>Chứng chỉ client và khóa của nó phải đi đôi.</translation>
    </message>
    <message>
        <source>Fill in both, or none.</source>
        <translation>Điền cả hai, hoặc để trống cả hai.</translation>
    </message>
    <message>
        <source>Brokers that were attached to before; passwords and tokens are not kept</source>
        <translation>Những broker đã gắn vào trước đây; mật khẩu và token không được giữ</translation>
    </message>
    <message>
        <source>choose one…</source>
        <translation>chọn…</translation>
    </message>
    <message>
        <source>&amp;Used before</source>
        <translation>Đã &amp;dùng</translation>
    </message>
    <message>
        <source>Where the broker answers channelsz and clientsz over HTTP (-m, --http_port); of a cluster those of all servers, with commas</source>
        <translation>Nơi broker trả lời channelsz và clientsz qua HTTP (-m, --http_port); của cluster thì ghi mọi server, cách nhau bằng dấu phẩy</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 tại %2</translation>
    </message>
</context>
<context>
    <name>stanscope::AttachedBroker</name>
    <message>
        <source>Not allowed to listen: only monitoring tells</source>
        <translation>Không được phép nghe: chỉ biết qua monitoring</translation>
    </message>
    <message>
        <source>Disconnected, connecting again</source>
        <translation>Mất kết nối, đang kết nối lại</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Đang nghe</translation>
    </message>
    <message>
        <source>Somebody else&apos;s broker: it is watched. To pause, kill or restart it would take a process of ours</source>
        <translation>Broker của người khác: chỉ xem. Muốn tạm dừng, giết hay chạy lại thì phải là tiến trình của mình</translation>
    </message>
    <message>
        <source>%1 clients · %2 subscriptions · %3 deliveries, %4 of them again</source>
        <translation>%1 client · %2 subscription · %3 lần gửi, %4 lần gửi lại</translation>
    </message>
    <message>
        <source>No channel known yet.</source>
        <translation>Chưa biết kênh nào.</translation>
    </message>
    <message>
        <source>Channels: %1 and %2 more</source>
        <translation>Kênh: %1 và %2 kênh nữa</translation>
    </message>
    <message>
        <source>Channels: %1</source>
        <translation>Kênh: %1</translation>
    </message>
    <message>
        <source>no server leads</source>
        <translation>không server nào dẫn đầu</translation>
    </message>
</context>
<context>
    <name>stanscope::Attachment</name>
    <message>
        <source>Published to %1</source>
        <translation>Đã gửi vào %1</translation>
    </message>
    <message>
        <source>This broker is somebody else&apos;s, and is only watched.</source>
        <translation>Broker này của người khác, chỉ được xem.</translation>
    </message>
    <message>
        <source>Detach and run a lesson to have processes of your own.</source>
        <translation>Tách ra và chạy một bài học để có tiến trình của riêng bạn.</translation>
    </message>
    <message>
        <source>Nothing is attached.</source>
        <translation>Chưa gắn vào đâu.</translation>
    </message>
    <message>
        <source>Attach to a broker first.</source>
        <translation>Gắn vào một broker trước đã.</translation>
    </message>
    <message>
        <source>This broker is watched read-only.</source>
        <translation>Broker này chỉ được xem, không được gửi.</translation>
    </message>
    <message>
        <source>Allow publishing first.</source>
        <translation>Cho phép gửi trước đã.</translation>
    </message>
    <message>
        <source>There is no monitoring URL: the mirror starts empty, and knows who comes from now on. Nothing at all comes from a broker with another cluster id.</source>
        <translation>Không có URL monitoring: gương bắt đầu trống, từ giờ ai đến mới biết. Broker có cluster id khác thì không thấy gì cả.</translation>
    </message>
    <message>
        <source>This user may not listen to everything: %1.</source>
        <translation>Người dùng này không được nghe mọi thứ: %1.</translation>
    </message>
    <message>
        <source>Give a user with the permission to subscribe to “&gt;” (or, with low impact, to “_STAN.&gt;” and “_INBOX.&gt;”), or a monitoring URL: with that, clients and subscriptions can be watched all the same.</source>
        <translation>Dùng user được quyền nghe “&gt;” (hoặc, nếu ảnh hưởng ít, “_STAN.&gt;” và “_INBOX.&gt;”), hoặc một URL monitoring: có nó vẫn xem được client và subscription.</translation>
    </message>
    <message>
        <source>This user may not listen to everything: %1. Only what the monitoring endpoint tells is shown.</source>
        <translation>Người dùng này không được nghe mọi thứ: %1. Chỉ hiện những gì monitoring cho biết.</translation>
    </message>
    <message>
        <source>The broker at %1 is of the cluster “%2”, not “%3”.</source>
        <translation>Broker ở %1 thuộc cluster “%2”, không phải “%3”.</translation>
    </message>
    <message>
        <source>Attach with that cluster id, or with the monitoring URL of the other broker.</source>
        <translation>Gắn vào bằng cluster id đó, hoặc bằng URL monitoring của broker kia.</translation>
    </message>
    <message>
        <source>Another channel is being read.</source>
        <translation>Đang đọc một kênh khác.</translation>
    </message>
    <message>
        <source>Wait a moment.</source>
        <translation>Hãy đợi một chút.</translation>
    </message>
    <message>
        <source>This user may subscribe to “&gt;”, but is kept from inboxes (“_INBOX.&gt;”): %1.</source>
        <translation>Người dùng này được nghe “&gt;”, nhưng không được nghe inbox (“_INBOX.&gt;”): %1.</translation>
    </message>
    <message>
        <source>Allow it “_INBOX.&gt;” as well, or give a monitoring URL: with that, clients and subscriptions can be watched all the same.</source>
        <translation>Hãy cho phép cả “_INBOX.&gt;”, hoặc cho URL monitoring: như vậy vẫn xem được client và subscription.</translation>
    </message>
    <message>
        <source>Clients and subscriptions are what the monitoring endpoint tells; allow it “_INBOX.&gt;” as well to see deliveries and acks.</source>
        <translation>Client và subscription là những gì monitoring cho biết; hãy cho phép cả “_INBOX.&gt;” để thấy lần gửi và ack.</translation>
    </message>
    <message>
        <source>This user may not listen to everything: %1. Only what the monitoring endpoint tells is shown. With low impact (--low-impact) “_STAN.&gt;” and “_INBOX.&gt;” are enough.</source>
        <translation>Người dùng này không được nghe mọi thứ: %1. Chỉ hiện những gì monitoring cho biết. Với chế độ ít ảnh hưởng (--low-impact) thì “_STAN.&gt;” và “_INBOX.&gt;” là đủ.</translation>
    </message>
    <message>
        <source>Read what %1 stores; messages: %2</source>
        <translation>Đã đọc phần %1 lưu; số message: %2</translation>
    </message>
    <message>
        <source>Read the first that %1 stores, and no more; messages: %2</source>
        <translation>Chỉ đọc các message đầu mà %1 lưu; số message: %2</translation>
    </message>
    <message>
        <source>Whether the broker has the channel %1 only its monitoring endpoint tells; reading one that is not there would create it.</source>
        <translation>Broker có kênh %1 hay không thì chỉ địa chỉ monitoring mới cho biết; đọc kênh chưa có sẽ tạo ra nó.</translation>
    </message>
    <message>
        <source>Attach with the monitoring URL.</source>
        <translation>Hãy gắn vào kèm URL monitoring.</translation>
    </message>
    <message>
        <source>The broker has no channel %1, and reading it would create it.</source>
        <translation>Broker không có kênh %1, và đọc nó sẽ tạo ra nó.</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>Hãy kiểm tra tên kênh.</translation>
    </message>
    <message>
        <source>The channel %1 is not read: whether it is there is not known.</source>
        <translation>Kênh %1 không được đọc: không biết nó có hay không.</translation>
    </message>
</context>
<context>
    <name>stanscope::Awaited</name>
    <message>
        <source>the replicas have subscribed</source>
        <translation>các bản sao đã đăng ký nghe</translation>
    </message>
    <message>
        <source>the fault is armed</source>
        <translation>lỗi đã được gài</translation>
    </message>
    <message>
        <source>what hung goes on</source>
        <translation>cái bị treo chạy tiếp</translation>
    </message>
    <message>
        <source>all faults are taken away</source>
        <translation>mọi lỗi đã được gỡ</translation>
    </message>
    <message>
        <source>the action is accepted</source>
        <translation>lệnh được nhận</translation>
    </message>
    <message>
        <source>the message is stored</source>
        <translation>message được lưu</translation>
    </message>
    <message>
        <source>the process is killed</source>
        <translation>tiến trình bị giết</translation>
    </message>
    <message>
        <source>the process is paused</source>
        <translation>tiến trình tạm dừng</translation>
    </message>
    <message>
        <source>the process goes on</source>
        <translation>tiến trình chạy tiếp</translation>
    </message>
    <message>
        <source>the process has stopped</source>
        <translation>tiến trình đã dừng</translation>
    </message>
    <message>
        <source>the process runs again</source>
        <translation>tiến trình chạy lại</translation>
    </message>
    <message>
        <source>the broker has obeyed</source>
        <translation>broker đã làm theo</translation>
    </message>
    <message>
        <source>transaction %1 is handled</source>
        <translation>giao dịch %1 được xử lý</translation>
    </message>
    <message>
        <source>everything is acked</source>
        <translation>mọi thứ đã được ack</translation>
    </message>
    <message>
        <source>every message is acked</source>
        <translation>mọi message đã được ack</translation>
    </message>
    <message>
        <source>transaction %1</source>
        <translation>giao dịch %1</translation>
    </message>
    <message>
        <source>message %1</source>
        <translation>message %1</translation>
    </message>
    <message>
        <source>%1 is published</source>
        <translation>%1 được gửi</translation>
    </message>
    <message>
        <source>%1 is stored</source>
        <translation>%1 được lưu</translation>
    </message>
    <message>
        <source>%1 is delivered</source>
        <translation>%1 được giao</translation>
    </message>
    <message>
        <source>%1 is delivered again</source>
        <translation>%1 được gửi lại</translation>
    </message>
    <message>
        <source>%1 is acked</source>
        <translation>%1 được ack</translation>
    </message>
    <message>
        <source>the fault strikes</source>
        <translation>lỗi xảy ra</translation>
    </message>
    <message>
        <source>the broker is ready</source>
        <translation>broker sẵn sàng</translation>
    </message>
    <message>
        <source>the replica runs</source>
        <translation>bản sao chạy</translation>
    </message>
    <message>
        <source>the replica has nothing to do</source>
        <translation>bản sao rảnh</translation>
    </message>
    <message>
        <source>the replica is paused</source>
        <translation>bản sao tạm dừng</translation>
    </message>
    <message>
        <source>the replica is dead</source>
        <translation>bản sao đã chết</translation>
    </message>
    <message>
        <source>the broker gives the replica up</source>
        <translation>broker bỏ bản sao đó</translation>
    </message>
    <message>
        <source>the run is judged</source>
        <translation>có phán xét</translation>
    </message>
    <message>
        <source>the run gets stuck</source>
        <translation>lượt chạy bị kẹt</translation>
    </message>
    <message>
        <source>%1 messages wait</source>
        <translation>%1 message đang chờ</translation>
    </message>
</context>
<context>
    <name>stanscope::Banner</name>
    <message>
        <source>It needs no broker</source>
        <translation>Không cần broker</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Cất thông báo này đi</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1 (%2 lần)</translation>
    </message>
    <message>
        <source>%1 earlier</source>
        <translation>%1 thông báo trước</translation>
    </message>
</context>
<context>
    <name>stanscope::BrokerLimitsForm</name>
    <message>
        <source>How many messages a channel keeps; the oldest go (max_msgs)</source>
        <translation>Kênh giữ bao nhiêu thông điệp; cũ nhất bị bỏ (max_msgs)</translation>
    </message>
    <message>
        <source>How long a channel keeps a message (max_age)</source>
        <translation>Kênh giữ một thông điệp bao lâu (max_age)</translation>
    </message>
    <message>
        <source>How long a channel without subscriptions and new messages is kept (max_inactivity)</source>
        <translation>Kênh không có đăng ký và thông điệp mới được giữ bao lâu (max_inactivity)</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>không giới hạn</translation>
    </message>
    <message>
        <source>SQLite files</source>
        <translation>tệp SQLite</translation>
    </message>
    <message>
        <source>Where the bank&apos;s tables are: postgresql://USER@HOST:PORT/DATABASE, without a password; empty: SQLite files of the run</source>
        <translation>Bảng của ngân hàng ở đâu: postgresql://USER@HOST:PORT/DATABASE, không có mật khẩu; để trống: tệp SQLite của lần chạy</translation>
    </message>
    <message>
        <source>For PostgreSQL; never stored. Empty: from PGPASSWORD or a passfile</source>
        <translation>Cho PostgreSQL; không bao giờ được lưu. Để trống: từ PGPASSWORD hoặc passfile</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>thông điệp</translation>
    </message>
    <message>
        <source>age</source>
        <translation>tuổi</translation>
    </message>
    <message>
        <source>inactivity</source>
        <translation>không hoạt động</translation>
    </message>
    <message>
        <source>database</source>
        <translation>CSDL</translation>
    </message>
    <message>
        <source>password</source>
        <translation>mật khẩu</translation>
    </message>
    <message>
        <source>The next run&apos;s channels and database</source>
        <translation>Kênh và CSDL cho lần chạy sau</translation>
    </message>
</context>
<context>
    <name>stanscope::BrokerLocation</name>
    <message>
        <source>%1 names the broker %2, which is not an executable file.</source>
        <translation>%1 chỉ broker là %2, mà đó không phải tệp chạy được.</translation>
    </message>
    <message>
        <source>Correct or remove that setting, or run scripts/run, which installs the broker.</source>
        <translation>Sửa hoặc bỏ thiết lập đó, hoặc chạy scripts/run để cài broker.</translation>
    </message>
    <message>
        <source>The setting broker/path</source>
        <translation>Thiết lập broker/path</translation>
    </message>
    <message>
        <source>There is no broker: nats-streaming-server was not found.</source>
        <translation>Không có broker: không tìm thấy nats-streaming-server.</translation>
    </message>
    <message>
        <source>In a checkout scripts/run builds it, and Debian&apos;s package of stanscope brings it along. With Go: go install github.com/nats-io/nats-streaming-server@v0.25.6; then put it on PATH, or set STANSCOPE_BROKER to its path. The recordings that come along need none: stanscope replay case-1-naive, or File, Recorded Lessons in the window.</source>
        <translation>Trong bản sao mã nguồn, scripts/run dựng broker; gói Debian của stanscope có sẵn broker. Với Go: go install github.com/nats-io/nats-streaming-server@v0.25.6; rồi đặt nó vào PATH, hoặc đặt STANSCOPE_BROKER thành đường dẫn của nó. Các bản ghi đi kèm không cần broker: stanscope replay case-1-naive, hoặc menu Tệp trong cửa sổ.</translation>
    </message>
</context>
<context>
    <name>stanscope::BrokerLogPanel</name>
    <message>
        <source>No log yet. Run a lesson (F5) to start the broker.</source>
        <translation>Chưa có log. Chạy một bài học (F5) để khởi động broker.</translation>
    </message>
    <message>
        <source>Broker log</source>
        <translation>Log broker</translation>
    </message>
</context>
<context>
    <name>stanscope::BrokerOptionsForm</name>
    <message>
        <source>FILE survives a broker restart; MEMORY loses messages and clients</source>
        <translation>FILE còn nguyên khi broker chạy lại; MEMORY mất message và client</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>How often the broker asks each client for a sign of life</source>
        <translation>Bao lâu broker hỏi thăm mỗi client một lần</translation>
    </message>
    <message>
        <source>How long it waits for the answer</source>
        <translation>Broker chờ câu trả lời bao lâu</translation>
    </message>
    <message>
        <source>How many missing answers in a row evict a client</source>
        <translation>Thiếu mấy câu trả lời liền thì client bị loại</translation>
    </message>
    <message>
        <source>store</source>
        <translation>kho</translation>
    </message>
    <message>
        <source>heartbeat every</source>
        <translation>heartbeat mỗi</translation>
    </message>
    <message>
        <source>answer within</source>
        <translation>trả lời trong</translation>
    </message>
    <message>
        <source>failures</source>
        <translation>số lần lỡ</translation>
    </message>
    <message>
        <source>For the next run. A silent client is evicted after %1 s at the most.</source>
        <translation>Cho lần chạy sau. Client im lặng bị loại sau nhiều nhất %1 s.</translation>
    </message>
    <message>
        <source>The next run&apos;s broker</source>
        <translation>Broker cho lần chạy sau</translation>
    </message>
</context>
<context>
    <name>stanscope::BrokerPanel</name>
    <message>
        <source>Pause</source>
        <translation>Tạm</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Giết</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Lại</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Show the broker&apos;s log</source>
        <translation>Hiện log của broker</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Bật</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Store and heartbeats of the next run&apos;s broker</source>
        <translation>Kho và heartbeat của broker cho lần chạy sau</translation>
    </message>
    <message>
        <source>channel %1</source>
        <translation>kênh %1</translation>
    </message>
    <message>
        <source>cluster %1 · %2</source>
        <translation>cluster %1 · %2</translation>
    </message>
    <message>
        <source>off</source>
        <translation>tắt</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>đang khởi động</translation>
    </message>
    <message>
        <source>running</source>
        <translation>đang chạy</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>tạm dừng</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>đang đóng</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>đã chết</translation>
    </message>
    <message>
        <source>off. Run (F5) starts it.</source>
        <translation>đang tắt. Chạy (F5) sẽ bật nó.</translation>
    </message>
    <message>
        <source>off. Start brings it back, same port and token</source>
        <translation>đang tắt. Khởi động đưa nó trở lại, cùng cổng và token</translation>
    </message>
    <message>
        <source>off, not started yet</source>
        <translation>đang tắt, chưa khởi động</translation>
    </message>
    <message>
        <source>%1 · pid %2</source>
        <translation>%1 · pid %2</translation>
    </message>
    <message>
        <source>There is no run yet: press Run (F5)</source>
        <translation>Chưa có lần chạy nào: bấm Chạy (F5)</translation>
    </message>
    <message>
        <source>The broker is %1</source>
        <translation>Broker %1</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Tiếp</translation>
    </message>
    <message>
        <source>Let the broker run on (SIGCONT)</source>
        <translation>Cho broker chạy tiếp (SIGCONT)</translation>
    </message>
    <message>
        <source>Freeze the broker (SIGSTOP)</source>
        <translation>Làm broker đứng im (SIGSTOP)</translation>
    </message>
    <message>
        <source>Kill the broker at once (SIGKILL)</source>
        <translation>Giết broker ngay (SIGKILL)</translation>
    </message>
    <message>
        <source>Stop the broker in good order (SIGTERM)</source>
        <translation>Dừng broker đàng hoàng (SIGTERM)</translation>
    </message>
    <message>
        <source>Start the broker again with the same ports and token</source>
        <translation>Khởi động lại broker với cùng cổng và token</translation>
    </message>
    <message>
        <source>Stop and start the broker with the same ports, token and store</source>
        <translation>Dừng rồi khởi động broker với cùng cổng, token và kho</translation>
    </message>
    <message>
        <source>The broker is starting</source>
        <translation>Broker đang khởi động</translation>
    </message>
    <message>
        <source>Copy the URL with its token, so that another STAN client can join</source>
        <translation>Chép URL kèm token, để client STAN khác vào cùng</translation>
    </message>
    <message>
        <source>The broker is not running</source>
        <translation>Broker chưa chạy</translation>
    </message>
    <message>
        <source>Limits of the next run&apos;s channels, and its database</source>
        <translation>Giới hạn kênh và CSDL của lần chạy tới</translation>
    </message>
    <message>
        <source>Copy URL and token</source>
        <translation>Chép URL và token</translation>
    </message>
    <message>
        <source>A killed client is noticed after %1 s while stanscope watches, else after %2 s: a tap counts as interest on every heartbeat inbox, and the broker waits for the answer that a dead client never sends.</source>
        <translation>Client bị giết được nhận ra sau %1 s khi stanscope xem, không thì sau %2 s: broker coi tap là người nghe mọi hộp heartbeat, nên chờ câu trả lời mà client đã chết không bao giờ gửi.</translation>
    </message>
</context>
<context>
    <name>stanscope::Check</name>
    <message>
        <source>mirror not compared</source>
        <translation>gương chưa được so</translation>
    </message>
    <message>
        <source>Nothing has asked the broker&apos;s monitoring endpoint yet.</source>
        <translation>Chưa ai hỏi địa chỉ monitoring của broker.</translation>
    </message>
    <message>
        <source>mirror started empty</source>
        <translation>gương bắt đầu trống</translation>
    </message>
    <message>
        <source>Without a monitoring URL nothing is known of what was there before. What is sent from now on is exact.</source>
        <translation>Không có URL monitoring thì không biết trước đó có gì. Những gì gửi từ giờ trở đi là chính xác.</translation>
    </message>
    <message>
        <source>mirror asks the broker…</source>
        <translation>gương đang hỏi broker…</translation>
    </message>
    <message>
        <source>The first answer of the monitoring endpoint is on its way.</source>
        <translation>Câu trả lời đầu tiên của monitoring đang trên đường.</translation>
    </message>
    <message>
        <source>mirror is what monitoring tells</source>
        <translation>gương là những gì monitoring cho biết</translation>
    </message>
    <message>
        <source>Nothing can be heard, so that there is nothing to compare. The monitoring endpoint is asked every second.</source>
        <translation>Không nghe được gì nên không có gì để so. Mỗi giây hỏi monitoring một lần.</translation>
    </message>
    <message>
        <source>mirror not compared yet</source>
        <translation>gương chưa được so</translation>
    </message>
    <message>
        <source>A channel is compared when it has been quiet for a moment.</source>
        <translation>Kênh được so khi nó đã yên một lúc.</translation>
    </message>
    <message>
        <source>mirror matches the broker (%1/%2)</source>
        <translation>gương khớp với broker (%1/%2 lần)</translation>
    </message>
    <message>
        <source>So many of the lists that its monitoring endpoint gave said the same.</source>
        <translation>Bấy nhiêu danh sách mà cổng giám sát của nó trả về nói giống như gương.</translation>
    </message>
    <message>
        <source>mirror drifts: %1</source>
        <translation>gương lệch: %1</translation>
    </message>
    <message>
        <source>The mirror and the broker differ, and did so three times in a row. Click to see where.</source>
        <translation>Gương và broker khác nhau, ba lần liền. Bấm để xem khác ở đâu.</translation>
    </message>
    <message>
        <source>monitoring does not answer</source>
        <translation>monitoring không trả lời</translation>
    </message>
    <message>
        <source> · %1 unknown</source>
        <translation> · %1 chưa rõ</translation>
    </message>
    <message>
        <source> · corrected: %1</source>
        <translation> · đã sửa: %1</translation>
    </message>
    <message>
        <source> Unknown: deliveries that are outstanding, but whose sequence was not seen; each is known again after about one AckWait.</source>
        <translation> Chưa rõ: những lần gửi chờ ack mà không thấy số; sau khoảng một AckWait sẽ biết.</translation>
    </message>
    <message>
        <source>Give a user with the permission to subscribe to “&gt;”, or a monitoring URL.</source>
        <translation>Dùng user được quyền nghe “&gt;”, hoặc một URL monitoring.</translation>
    </message>
    <message>
        <source>What the monitoring endpoint tells is shown; single messages, acks and timers are not. They need the permission to subscribe to “&gt;”.</source>
        <translation>Chỉ hiện những gì monitoring cho biết; không có từng message, ack và đồng hồ. Muốn có thì phải được quyền nghe “&gt;”.</translation>
    </message>
    <message>
        <source>Disconnected: what happens now is not seen.</source>
        <translation>Mất kết nối: lúc này xảy ra gì thì không thấy.</translation>
    </message>
    <message>
        <source>It is marked as a gap. Connecting again by itself.</source>
        <translation>Chỗ này được đánh dấu là mất gói. Đang tự kết nối lại.</translation>
    </message>
    <message>
        <source>Nothing is heard of this cluster. On this server others are: %1.</source>
        <translation>Không nghe thấy gì của cluster này. Trên server này có: %1.</translation>
    </message>
    <message>
        <source>Attach with that cluster id if it was meant.</source>
        <translation>Nếu ý bạn là cluster đó, hãy gắn vào bằng id ấy.</translation>
    </message>
    <message>
        <source>The mirror started empty: who subscribed before now is not known.</source>
        <translation>Gương bắt đầu trống: ai nghe từ trước thì không biết.</translation>
    </message>
    <message>
        <source>Attach with a monitoring URL to see all of it.</source>
        <translation>Gắn vào với URL monitoring để thấy tất cả.</translation>
    </message>
    <message>
        <source>Asking the broker for clients, subscriptions and what is outstanding…</source>
        <translation>Đang hỏi broker về client, subscription và message chờ ack…</translation>
    </message>
    <message>
        <source>The monitoring endpoint does not answer: %1</source>
        <translation>Địa chỉ monitoring không trả lời: %1</translation>
    </message>
    <message>
        <source>Deliveries and acks are followed all the same; nothing compares them.</source>
        <translation>Vẫn theo dõi các lần gửi và ack; chỉ là không có gì để so.</translation>
    </message>
    <message>
        <source>%1 deliveries were outstanding before now; which, is not known yet.</source>
        <translation>%1 lần gửi chờ ack từ trước; chưa biết là message nào.</translation>
    </message>
    <message>
        <source>Their acks or redeliveries tell, within about one AckWait.</source>
        <translation>Ack hoặc lần gửi lại sẽ cho biết, trong khoảng một AckWait.</translation>
    </message>
    <message>
        <source>Low impact: listening to known inboxes only. The first deliveries of a new subscription may be missed.</source>
        <translation>Ảnh hưởng ít: chỉ nghe các inbox đã biết. Có thể lỡ những lần gửi đầu của subscription mới.</translation>
    </message>
    <message>
        <source>Watching. Nothing is sent to this broker.</source>
        <translation>Đang xem. Không gửi gì tới broker này.</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>khỏe</translation>
    </message>
    <message>
        <source>suspect</source>
        <translation>đáng ngờ</translation>
    </message>
    <message>
        <source>dead but registered</source>
        <translation>chết mà broker chưa biết</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>đã đóng</translation>
    </message>
    <message>
        <source>nothing outstanding</source>
        <translation>không có gì chờ ack</translation>
    </message>
    <message>
        <source>%1 outstanding</source>
        <translation>%1 chờ ack</translation>
    </message>
    <message>
        <source>%1 outstanding, %2 unknown</source>
        <translation>%1 chờ ack, %2 chưa rõ</translation>
    </message>
    <message>
        <source>mirror not compared: %1</source>
        <translation>gương chưa so: %1</translation>
    </message>
    <message>
        <source>The lists of a follower or a standby are of some time ago and in another order. Attach with the monitoring URLs of all servers: the leader&apos;s is used.</source>
        <translation>Danh sách của server theo sau (follower) hoặc dự phòng (standby) cũ hơn và theo thứ tự khác. Hãy gắn vào với URL monitoring của mọi server: URL của leader được dùng.</translation>
    </message>
    <message>
        <source>%1 is %2: it lags behind, and nothing is compared with it.</source>
        <translation>%1 là %2: nó chậm hơn server chính và không đối chiếu với nó.</translation>
    </message>
    <message>
        <source>Attach with the monitoring URLs of all servers, with commas.</source>
        <translation>Hãy gắn vào với URL monitoring của mọi server, cách nhau bằng dấu phẩy.</translation>
    </message>
    <message>
        <source>mirror not compared now</source>
        <translation>lúc này gương không được so</translation>
    </message>
    <message>
        <source>The broker does not answer now. Before, %1 of %2 comparisons matched.</source>
        <translation>Lúc này broker không trả lời. Trước đó %1 trên %2 lần so là khớp.</translation>
    </message>
    <message>
        <source>no server leads</source>
        <translation>không server nào dẫn đầu</translation>
    </message>
    <message>
        <source>The one that led is gone. Until another one leads, nothing is stored and nothing is sent.</source>
        <translation>Server dẫn đầu đã mất. Tới khi có server khác dẫn đầu, không có gì được lưu hay được gửi.</translation>
    </message>
    <message>
        <source>No server leads: %1 did.</source>
        <translation>Không server nào dẫn đầu: trước đó là %1.</translation>
    </message>
</context>
<context>
    <name>stanscope::ChildProcess</name>
    <message>
        <source>no pipe could be made: too many open files</source>
        <translation>không tạo được pipe: mở quá nhiều tệp</translation>
    </message>
</context>
<context>
    <name>stanscope::ClientTreeModel</name>
    <message>
        <source>%1 (%2 unknown)</source>
        <translation>%1 (%2 chưa rõ)</translation>
    </message>
    <message>
        <source>group “%1”</source>
        <translation>nhóm “%1”</translation>
    </message>
    <message>
        <source>durable “%1”</source>
        <translation>durable “%1”</translation>
    </message>
    <message>
        <source>not heard now</source>
        <translation>giờ không nghe thấy</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>đã chết</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>nghẽn</translation>
    </message>
    <message>
        <source>Sent and not acked; of a subscription: of how many at most</source>
        <translation>Đã gửi mà chưa ack; của subscription: trên mức nhiều nhất</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>đang chờ</translation>
    </message>
    <message>
        <source>What is out of the ordinary; stalled: the window is full</source>
        <translation>Điều khác thường; nghẽn: cửa sổ đã đầy</translation>
    </message>
    <message>
        <source>state</source>
        <translation>trạng thái</translation>
    </message>
    <message>
        <source>client</source>
        <translation>client</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>kênh</translation>
    </message>
    <message>
        <source>%1 stalled</source>
        <translation>%1 nghẽn</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 trên %2</translation>
    </message>
    <message>
        <source>heartbeats missed: %1</source>
        <translation>lỡ heartbeat: %1</translation>
    </message>
    <message>
        <source>%1 subscriptions</source>
        <translation>%1 subscription</translation>
    </message>
    <message>
        <source>got %1, redelivered %2, acked %3</source>
        <translation>nhận %1, gửi lại %2, đã ack %3</translation>
    </message>
    <message>
        <source>AckWait %1 s</source>
        <translation>AckWait %1 s</translation>
    </message>
    <message>
        <source>MaxInflight %1</source>
        <translation>MaxInflight %1</translation>
    </message>
    <message>
        <source>waiting: %1</source>
        <translation>đang chờ: %1</translation>
    </message>
    <message>
        <source>last sent: %1</source>
        <translation>gửi cuối: %1</translation>
    </message>
</context>
<context>
    <name>stanscope::Clients</name>
    <message>
        <source>not heard now</source>
        <translation>giờ không nghe thấy</translation>
    </message>
</context>
<context>
    <name>stanscope::Columns</name>
    <message>
        <source>client</source>
        <translation>client</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Id của client</translation>
    </message>
    <message>
        <source>health</source>
        <translation>sức khỏe</translation>
    </message>
    <message>
        <source>Suspect: a heartbeat had no answer. Dead but registered: nobody listens, and the broker does not know yet</source>
        <translation>Đáng ngờ: một heartbeat không được trả lời. Chết mà broker chưa biết: không ai nghe, broker vẫn tưởng còn</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>lỡ</translation>
    </message>
    <message>
        <source>Heartbeats in a row without answer</source>
        <translation>Số heartbeat liền nhau không được trả lời</translation>
    </message>
    <message>
        <source>subs</source>
        <translation>sub</translation>
    </message>
    <message>
        <source>Subscriptions it has now</source>
        <translation>Số subscription nó đang có</translation>
    </message>
    <message>
        <source>outstanding</source>
        <translation>chờ ack</translation>
    </message>
    <message>
        <source>Sent to it and not acked</source>
        <translation>Đã gửi cho nó mà chưa ack</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>chưa rõ</translation>
    </message>
    <message>
        <source>Of the outstanding ones: which sequences, was not seen</source>
        <translation>Trong số chờ ack: không thấy là số nào</translation>
    </message>
    <message>
        <source>got</source>
        <translation>nhận</translation>
    </message>
    <message>
        <source>Deliveries to it, since the watching began</source>
        <translation>Số lần gửi cho nó, từ lúc bắt đầu xem</translation>
    </message>
    <message>
        <source>redelivered</source>
        <translation>gửi lại</translation>
    </message>
    <message>
        <source>Of them: not the first attempt</source>
        <translation>Trong đó: không phải lần đầu</translation>
    </message>
    <message>
        <source>acked</source>
        <translation>đã ack</translation>
    </message>
    <message>
        <source>Of them: acked by it</source>
        <translation>Trong đó: nó đã ack</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>kênh</translation>
    </message>
    <message>
        <source>What it has subscribed to</source>
        <translation>Nó đang nghe những kênh nào</translation>
    </message>
    <message>
        <source>replica</source>
        <translation>bản sao</translation>
    </message>
    <message>
        <source>Client that the broker sent it to</source>
        <translation>Client mà broker gửi tới</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>kênh</translation>
    </message>
    <message>
        <source>Channel of the message</source>
        <translation>Kênh của message</translation>
    </message>
    <message>
        <source>seq</source>
        <translation>seq</translation>
    </message>
    <message>
        <source>Sequence in the channel</source>
        <translation>Số seq trong kênh</translation>
    </message>
    <message>
        <source>attempt</source>
        <translation>lần</translation>
    </message>
    <message>
        <source>1 is the first delivery to the group</source>
        <translation>1 là lần gửi đầu tiên cho nhóm</translation>
    </message>
    <message>
        <source>delivered, s</source>
        <translation>gửi lúc, s</translation>
    </message>
    <message>
        <source>Since the start of the run</source>
        <translation>Tính từ lúc bắt đầu chạy</translation>
    </message>
    <message>
        <source>deadline, s</source>
        <translation>hạn ack, s</translation>
    </message>
    <message>
        <source>When the broker sends it again without an ack; ≈: inferred, not all was seen</source>
        <translation>Lúc broker gửi lại nếu không có ack; ≈: suy ra, vì không thấy hết</translation>
    </message>
    <message>
        <source>ended, s</source>
        <translation>xong lúc, s</translation>
    </message>
    <message>
        <source>how it ended</source>
        <translation>kết cục</translation>
    </message>
    <message>
        <source>As the broker sees it</source>
        <translation>Theo cách broker thấy</translation>
    </message>
    <message>
        <source>what the replica did</source>
        <translation>bản sao đã làm gì</translation>
    </message>
    <message>
        <source>As the replica reported it</source>
        <translation>Theo lời bản sao báo</translation>
    </message>
    <message>
        <source>time, s</source>
        <translation>lúc, s</translation>
    </message>
    <message>
        <source>When it had stayed through its retries, since the start of the run</source>
        <translation>Lúc nó vẫn còn sau mấy lần thử lại, tính từ lúc bắt đầu chạy</translation>
    </message>
    <message>
        <source>Channel that was compared</source>
        <translation>Kênh được so</translation>
    </message>
    <message>
        <source>Whose subscription differs; empty: the channel or a queue group</source>
        <translation>Subscription của ai lệch; trống: kênh hoặc queue group</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>chỗ lệch</translation>
    </message>
    <message>
        <source>What the mirror says, and what channelsz says</source>
        <translation>Gương nói gì, và channelsz nói gì</translation>
    </message>
    <message>
        <source>state</source>
        <translation>trạng thái</translation>
    </message>
    <message>
        <source>Corrected: the mirror took the broker&apos;s word over</source>
        <translation>Đã sửa: gương theo lời broker</translation>
    </message>
    <message>
        <source>When it was committed, since the start of the run</source>
        <translation>Lúc commit, tính từ lúc bắt đầu chạy</translation>
    </message>
    <message>
        <source>account</source>
        <translation>tài khoản</translation>
    </message>
    <message>
        <source>Account of the transaction</source>
        <translation>Tài khoản của giao dịch</translation>
    </message>
    <message>
        <source>number</source>
        <translation>số thứ tự</translation>
    </message>
    <message>
        <source>Position of the transaction in its account</source>
        <translation>Vị trí của giao dịch trong tài khoản</translation>
    </message>
    <message>
        <source>type</source>
        <translation>loại</translation>
    </message>
    <message>
        <source>Deposit or withdrawal</source>
        <translation>Nạp hay rút</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>số tiền</translation>
    </message>
    <message>
        <source>Money of the transaction</source>
        <translation>Tiền của giao dịch</translation>
    </message>
    <message>
        <source>decision</source>
        <translation>quyết định</translation>
    </message>
    <message>
        <source>What the replica committed</source>
        <translation>Bản sao đã commit gì</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>số dư</translation>
    </message>
    <message>
        <source>Of the account after it</source>
        <translation>Của tài khoản sau giao dịch</translation>
    </message>
    <message>
        <source>Who committed it</source>
        <translation>Ai đã commit</translation>
    </message>
    <message>
        <source>Channel that it was published to</source>
        <translation>Kênh mà nó được gửi vào</translation>
    </message>
    <message>
        <source>When the broker stored it, since the start of the run; before: it was there already; not seen: its publish was not heard</source>
        <translation>Lúc broker lưu nó, tính từ lúc bắt đầu chạy; từ trước: đã có sẵn; không thấy: không nghe được lúc gửi</translation>
    </message>
    <message>
        <source>payload</source>
        <translation>payload</translation>
    </message>
    <message>
        <source>What was published, as text or as hex</source>
        <translation>Nội dung đã gửi, dạng chữ hoặc hex</translation>
    </message>
    <message>
        <source>deliveries</source>
        <translation>lần gửi</translation>
    </message>
    <message>
        <source>How often the broker sent it to a subscriber, by its own count</source>
        <translation>Broker đã gửi nó cho bên nghe mấy lần, theo broker đếm</translation>
    </message>
    <message>
        <source>last replica</source>
        <translation>bản sao cuối</translation>
    </message>
    <message>
        <source>Who got it last</source>
        <translation>Ai nhận nó sau cùng</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>kết quả</translation>
    </message>
    <message>
        <source>What the message came to</source>
        <translation>Message này rốt cuộc ra sao</translation>
    </message>
    <message>
        <source>Subscribed channel</source>
        <translation>Kênh đang nghe</translation>
    </message>
    <message>
        <source>queue group</source>
        <translation>queue group</translation>
    </message>
    <message>
        <source>Members share the messages</source>
        <translation>Các thành viên chia nhau message</translation>
    </message>
    <message>
        <source>durable</source>
        <translation>durable</translation>
    </message>
    <message>
        <source>The broker remembers its position under this name</source>
        <translation>Broker nhớ vị trí dưới tên này</translation>
    </message>
    <message>
        <source>AckWait, s</source>
        <translation>AckWait, s</translation>
    </message>
    <message>
        <source>Without an ack for so long the broker sends again</source>
        <translation>Chờ ack lâu chừng này thì broker gửi lại</translation>
    </message>
    <message>
        <source>MaxInflight</source>
        <translation>MaxInflight</translation>
    </message>
    <message>
        <source>Most messages without an ack</source>
        <translation>Số message chưa ack nhiều nhất</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>chờ ack</translation>
    </message>
    <message>
        <source>Sent and not acked; unknown: which sequences, was not seen; ≈: inferred, not all was seen</source>
        <translation>Đã gửi mà chưa ack; chưa rõ: không thấy là số nào; ≈: suy ra, vì không thấy hết</translation>
    </message>
    <message>
        <source>last sent</source>
        <translation>gửi cuối</translation>
    </message>
    <message>
        <source>Highest sequence sent; ≈: where it starts, nothing was sent yet</source>
        <translation>Số seq cao nhất đã gửi; ≈: chỗ nó bắt đầu, chưa gửi gì</translation>
    </message>
    <message>
        <source>Stalled: the window is full</source>
        <translation>Nghẽn: cửa sổ đã đầy</translation>
    </message>
    <message>
        <source>accepted, s</source>
        <translation>nhận lúc, s</translation>
    </message>
    <message>
        <source>When the transaction service committed it, since the start of the run</source>
        <translation>Lúc dịch vụ transaction commit nó, tính từ lúc bắt đầu chạy</translation>
    </message>
    <message>
        <source>Its first sequence in the channel</source>
        <translation>Số seq đầu tiên của nó trong kênh</translation>
    </message>
    <message>
        <source>publishes</source>
        <translation>số lần gửi</translation>
    </message>
    <message>
        <source>How often the outbox published it</source>
        <translation>Outbox đã gửi nó mấy lần</translation>
    </message>
    <message>
        <source>in order it is</source>
        <translation>đúng thứ tự thì</translation>
    </message>
    <message>
        <source>What a single server that never fails decides</source>
        <translation>Một máy chủ đơn không bao giờ lỗi sẽ quyết định gì</translation>
    </message>
    <message>
        <source>balance in order</source>
        <translation>số dư đúng thứ tự</translation>
    </message>
    <message>
        <source>What the account should hold after it</source>
        <translation>Sau nó tài khoản đúng ra phải còn bao nhiêu</translation>
    </message>
    <message>
        <source>What it came to</source>
        <translation>Rốt cuộc ra sao</translation>
    </message>
    <message>
        <source>When the wrong decision was committed, since the start of the run; of what was lost: when its message was stored</source>
        <translation>Lúc commit quyết định sai, tính từ lúc bắt đầu chạy; nếu bị mất: lúc message của nó được lưu</translation>
    </message>
    <message>
        <source>what is wrong</source>
        <translation>sai chỗ nào</translation>
    </message>
    <message>
        <source>What the decision broke, or what the audit found</source>
        <translation>Quyết định làm hỏng gì, hoặc kiểm toán thấy gì</translation>
    </message>
    <message>
        <source>how</source>
        <translation>thế nào</translation>
    </message>
    <message>
        <source>In one sentence</source>
        <translation>Trong một câu</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>luật</translation>
    </message>
    <message>
        <source>Number of the invariant that it breaks</source>
        <translation>Số của bất biến bị phá</translation>
    </message>
    <message>
        <source>When it was concluded, since the start of the run</source>
        <translation>Kết luận lúc nào, tính từ đầu lượt chạy</translation>
    </message>
    <message>
        <source>Channel that it is about; empty: none</source>
        <translation>Kênh được nói đến; trống: không có</translation>
    </message>
    <message>
        <source>Client that it is about; empty: none</source>
        <translation>Client được nói đến; trống: không có</translation>
    </message>
    <message>
        <source>what no frame says</source>
        <translation>điều không frame nào báo</translation>
    </message>
    <message>
        <source>What the broker did, and what mends it</source>
        <translation>Broker đã làm gì, và cách sửa</translation>
    </message>
    <message>
        <source>last listener</source>
        <translation>bên nghe cuối</translation>
    </message>
</context>
<context>
    <name>stanscope::CommandLine</name>
    <message>
        <source>%1 needs a whole number from 1 to %2, not &quot;%3&quot;.</source>
        <translation>%1 cần số nguyên từ 1 đến %2, không phải &quot;%3&quot;.</translation>
    </message>
    <message>
        <source>--seed needs a whole number, not &quot;%1&quot;.</source>
        <translation>--seed cần số nguyên, không phải &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>--at needs seconds such as 2.5, not &quot;%1&quot;.</source>
        <translation>--at cần số giây như 2.5, không phải &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>--size needs WIDTHxHEIGHT such as 1600x900, not &quot;%1&quot;.</source>
        <translation>--size cần RỘNGxCAO như 1600x900, không phải &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>There is no subcommand &quot;%1&quot;.</source>
        <translation>Không có lệnh con &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not expected here.</source>
        <translation>Ở đây không dùng &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>%1 needs a value.</source>
        <translation>%1 cần một giá trị.</translation>
    </message>
    <message>
        <source>--handler is naive, ordered or inbox, not &quot;%1&quot;.</source>
        <translation>--handler là naive, ordered hoặc inbox, không phải &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>--lang is en or vi, not &quot;%1&quot;.</source>
        <translation>--lang là en hoặc vi, không phải &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>--theme is light or dark, not &quot;%1&quot;.</source>
        <translation>--theme là light hoặc dark, không phải &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>%1 needs a file name.</source>
        <translation>%1 cần tên tệp.</translation>
    </message>
    <message>
        <source>--db takes the address of a PostgreSQL database.</source>
        <translation>--db cần địa chỉ một CSDL PostgreSQL.</translation>
    </message>
    <message>
        <source>Say postgresql://USER@HOST:PORT/DATABASE.</source>
        <translation>Viết postgresql://USER@HOST:PORT/DATABASE.</translation>
    </message>
    <message>
        <source>--capture needs a file: recordings are no text.</source>
        <translation>--capture cần một tệp: bản ghi không phải chữ.</translation>
    </message>
    <message>
        <source>--capture cannot share its file with another option.</source>
        <translation>--capture không dùng chung tệp với tùy chọn khác.</translation>
    </message>
    <message>
        <source>--all writes --junit only.</source>
        <translation>--all chỉ ghi --junit.</translation>
    </message>
    <message>
        <source>--replica-command is not for run --all: what a command decides is not known.</source>
        <translation>--replica-command không dùng với run --all: không biết lệnh đó quyết định gì.</translation>
    </message>
    <message>
        <source>--junit is for run --all.</source>
        <translation>--junit là của run --all.</translation>
    </message>
    <message>
        <source>stanscope run needs a scenario, such as case-1.</source>
        <translation>stanscope run cần một kịch bản, như case-1.</translation>
    </message>
    <message>
        <source>stanscope replay needs a capture, such as case-1.stanscope.</source>
        <translation>stanscope replay cần một bản ghi, như case-1.stanscope.</translation>
    </message>
    <message>
        <source>stanscope shot needs -o FILE.png.</source>
        <translation>stanscope shot cần -o FILE.png.</translation>
    </message>
    <message>
        <source>A capture is shown as it was recorded: no --handler, --replicas, --ack-wait or --json.</source>
        <translation>Bản ghi hiện đúng như lúc ghi: không có --handler, --replicas, --ack-wait hay --json.</translation>
    </message>
    <message>
        <source>--at is for the picture of a capture.</source>
        <translation>--at là cho ảnh của một bản ghi.</translation>
    </message>
    <message>
        <source>--json and --state - cannot both have standard output.</source>
        <translation>--json và --state - không thể cùng dùng đầu ra chuẩn.</translation>
    </message>
    <message>
        <source>There is no scenario &quot;%1&quot;; stanscope scenarios lists them.</source>
        <translation>Không có kịch bản &quot;%1&quot;; stanscope scenarios liệt kê các kịch bản.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no end: it is for the window.</source>
        <translation>&quot;%1&quot; không có hồi kết: nó dành cho cửa sổ.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not say what it comes to.</source>
        <translation>&quot;%1&quot; không nói kết quả phải ra sao.</translation>
    </message>
    <message>
        <source>stanscope, a laboratory for NATS Streaming and at-least-once delivery</source>
        <translation>stanscope, phòng thí nghiệm về NATS Streaming và gửi ít nhất một lần</translation>
    </message>
    <message>
        <source>Usage:
  stanscope [FILE.stanscope]      open the window, with a recording
  stanscope --replica-command CMD open the window; its replicas are CMD
  stanscope run SCENARIO          play a lesson without a window and judge it
  stanscope run --all [SCENARIO]… play each with every handler and compare with what it expects
  stanscope shot [SCENARIO] -o F  play a lesson and write a picture of the window
  stanscope shot CAPTURE -o F     the same of a recording, without a broker
  stanscope watch -s URL -c ID    watch any STAN application on its broker
  stanscope replay CAPTURE        play a capture again, without a broker
  stanscope scenarios             list the scenarios</source>
        <translation>Cách dùng:
  stanscope [FILE.stanscope]      mở cửa sổ, với một bản ghi
  stanscope --replica-command CMD mở cửa sổ; bản sao của nó là CMD
  stanscope run SCENARIO          chạy một bài học không cửa sổ, rồi phán xét
  stanscope run --all [SCENARIO]… chạy từng bài với mọi handler, so với kết quả mong đợi
  stanscope shot [SCENARIO] -o F  chạy một bài học và vẽ ảnh cửa sổ
  stanscope shot CAPTURE -o F     cũng vậy với một bản ghi, không cần broker
  stanscope watch -s URL -c ID    xem một ứng dụng STAN bất kỳ trên broker của nó
  stanscope replay CAPTURE        chạy lại một bản ghi, không cần broker
  stanscope scenarios             liệt kê các kịch bản</translation>
    </message>
    <message>
        <source>SCENARIO is the id of one that is built in, such as case-1, or the path of a file (docs/scenarios.md).</source>
        <translation>SCENARIO là id của kịch bản có sẵn, như case-1, hoặc đường dẫn một tệp (docs/scenarios.md).</translation>
    </message>
    <message>
        <source>  --all                     (run) the scenarios that are named, or all; a table of expected and got
  --junit FILE              (run --all) what came out, as JUnit XML; &quot;-&quot; is standard output
  --capture FILE            (run) record every event, for replay and the window
  --force                   (run) replace FILE of --capture where there is one
  --state FILE              (run) write the broker&apos;s state at the end as JSON</source>
        <translation>  --all                     (run) các kịch bản được nêu, hoặc tất cả; in bảng mong đợi và thực tế
  --junit FILE              (run --all) kết quả dạng JUnit XML; &quot;-&quot; là đầu ra chuẩn
  --capture FILE            (run) ghi mọi event, để replay và xem trong cửa sổ
  --force                   (run) thay FILE của --capture nếu đã có
  --state FILE              (run) ghi trạng thái cuối của broker dạng JSON</translation>
    </message>
    <message>
        <source>CMD is split at spaces, outside of double quotes; no shell reads it. Its environment has NATS_URL
(with the token), STAN_CLUSTER, STAN_CLIENT_ID, STAN_CHANNEL, STAN_QUEUE_GROUP, STAN_DURABLE,
STAN_ACK_WAIT (seconds) and STAN_MAX_INFLIGHT. What it decides nobody reports: the verdict is unknown.</source>
        <translation>CMD được tách ở dấu cách, ngoài dấu nháy kép; không qua shell. Môi trường của nó có NATS_URL
(kèm token), STAN_CLUSTER, STAN_CLIENT_ID, STAN_CHANNEL, STAN_QUEUE_GROUP, STAN_DURABLE,
STAN_ACK_WAIT (giây) và STAN_MAX_INFLIGHT. Nó quyết định gì không ai báo: phán quyết là không rõ.</translation>
    </message>
    <message>
        <source>CAPTURE is a file, or one that stanscope brings along: case-1-naive, case-1-ordered,
case-2-naive or case-2-ordered.</source>
        <translation>CAPTURE là một tệp, hoặc một bản ghi có sẵn của stanscope: case-1-naive, case-1-ordered,
case-2-naive hoặc case-2-ordered.</translation>
    </message>
    <message>
        <source>Options of replay:
  --json                    print every event, one JSON object a line
  --state FILE              write the broker&apos;s state at the end as JSON</source>
        <translation>Tùy chọn của replay:
  --json                    in mọi event, mỗi dòng một đối tượng JSON
  --state FILE              ghi trạng thái cuối của broker dạng JSON</translation>
    </message>
    <message>
        <source>Options of shot:
  -o, --output FILE.png     where to write the picture
  --size WxH                its size in pixels (default 1600x900)
  --at S                    of a capture: the moment S seconds after its start (default: its end)
  --theme light|dark        (default light)</source>
        <translation>Tùy chọn của shot:
  -o, --output FILE.png     ghi ảnh vào đâu
  --size WxH                cỡ ảnh tính bằng pixel (mặc định 1600x900)
  --at S                    của bản ghi: lúc S giây sau khi bắt đầu (mặc định: lúc cuối)
  --theme light|dark        (mặc định light)</translation>
    </message>
    <message>
        <source>General:
  --lang en|vi              the language of what is said, also before the subcommand (default: the
                            window&apos;s setting, or what LC_ALL, LC_MESSAGES or LANG ask for); JSON,
                            recordings and exit codes stay as they are
  -h, --help                show this
  -v, --version             show the version
  --diagnose                print what a report of a bug needs: versions, paths, no secrets</source>
        <translation>Chung:
  --lang en|vi              ngôn ngữ của lời văn, đứng trước lệnh con cũng được (mặc định: theo
                            thiết lập của cửa sổ, hoặc theo LC_ALL, LC_MESSAGES hay LANG); JSON,
                            bản ghi và mã thoát thì không đổi
  -h, --help                hiện phần này
  -v, --version             hiện phiên bản
  --diagnose                in những gì một báo lỗi cần: phiên bản, đường dẫn, không có bí mật</translation>
    </message>
    <message>
        <source>Environment:
  STANSCOPE_BROKER          path of nats-streaming-server
  STANSCOPE_SERVICES        directory of stanscope-account, stanscope-transaction and stanscope-listener
  XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
                            where settings (stanscope/stanscope.ini), lessons and kept runs
                            (stanscope/lessons, stanscope/sessions) and a session&apos;s events go
  XDG_RUNTIME_DIR           where a run&apos;s databases and its broker&apos;s store go (stanscope/run-…)
  NATS_URL NATS_USER NATS_PASSWORD NATS_TOKEN NATS_CREDS NATS_NKEY NATS_CA NATS_CERT NATS_KEY
  NATS_CONTEXT              for watch, what no option says</source>
        <translation>Môi trường:
  STANSCOPE_BROKER          đường dẫn của nats-streaming-server
  STANSCOPE_SERVICES        thư mục của stanscope-account, stanscope-transaction và stanscope-listener
  XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
                            nơi để thiết lập (stanscope/stanscope.ini), bài học và các lần chạy được giữ
                            (stanscope/lessons, stanscope/sessions) và các sự kiện của một phiên
  XDG_RUNTIME_DIR           nơi để cơ sở dữ liệu của một lần chạy và kho của broker (stanscope/run-…)
  NATS_URL NATS_USER NATS_PASSWORD NATS_TOKEN NATS_CREDS NATS_NKEY NATS_CA NATS_CERT NATS_KEY
  NATS_CONTEXT              cho watch, những gì không tùy chọn nào nói</translation>
    </message>
    <message>
        <source>-m needs a URL such as http://127.0.0.1:8222, not &quot;%1&quot;.</source>
        <translation>-m cần URL như http://127.0.0.1:8222, không phải &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>--for needs seconds such as 10 or 0.5, not &quot;%1&quot;.</source>
        <translation>--for cần số giây như 10 hoặc 0.5, không phải &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>%1 and %1-file are two answers to one question.</source>
        <translation>%1 và %1-file là hai câu trả lời cho một câu hỏi.</translation>
    </message>
    <message>
        <source>A cluster id has letters, digits, - _ and . only; &quot;%1&quot; has more.</source>
        <translation>Cluster id chỉ gồm chữ cái, chữ số, - _ và dấu chấm; &quot;%1&quot; có ký tự khác.</translation>
    </message>
    <message>
        <source>A server takes a token or a user, not both.</source>
        <translation>Server nhận token hoặc user, không nhận cả hai.</translation>
    </message>
    <message>
        <source>--server with a secret</source>
        <translation>--server có bí mật</translation>
    </message>
    <message>
        <source>every user of this machine can read %1 in the list of processes; --password-file, --token-file, NATS_PASSWORD and NATS_TOKEN are not there.</source>
        <translation>mọi người dùng máy này đọc được %1 trong danh sách tiến trình; --password-file, --token-file, NATS_PASSWORD và NATS_TOKEN thì không.</translation>
    </message>
    <message>
        <source>others may read the secret in %1; chmod 600 keeps it yours.</source>
        <translation>người khác đọc được bí mật trong %1; chmod 600 để chỉ bạn đọc được.</translation>
    </message>
    <message>
        <source>--twin needs two handlers such as naive,ordered, not &quot;%1&quot;.</source>
        <translation>--twin cần hai handler như naive,ordered, không phải &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>--twin plays one scenario with two handlers: no --all, --handler, --capture, --state, --replica-command or recording.</source>
        <translation>--twin chạy một kịch bản với hai handler: không có --all, --handler, --capture, --state, --replica-command hay bản ghi.</translation>
    </message>
    <message>
        <source>Options of run and shot:
  --handler naive|ordered|inbox
                            how replicas decide (default: the scenario&apos;s, naive)
  --twin H,H                both at once, side by side, such as naive,ordered
  --db postgresql://USER@HOST:PORT/DATABASE
                            the bank&apos;s tables in PostgreSQL, in schemas of this run alone; the
                            password comes from PGPASSWORD or a passfile (default: SQLite)
  --replicas N              how many account replicas, 1 to 64
  --ack-wait S              AckWait in whole seconds, 1 to 3600
  --seed N                  whom a scenario takes that asks for a random one (default 1)
  --replica-command CMD     (run, window) CMD plays the account service, such as &quot;node service.js&quot;
  --json FILE               write what the run came to; &quot;-&quot; is standard output</source>
        <translation>Tùy chọn của run và shot:
  --handler naive|ordered|inbox
                            bản sao quyết định cách nào (mặc định: theo kịch bản, naive)
  --twin H,H                cả hai cùng lúc, cạnh nhau, như naive,ordered
  --db postgresql://USER@HOST:PORT/DATABASE
                            các bảng của ngân hàng nằm trong PostgreSQL, ở schema riêng của lần
                            chạy này; mật khẩu lấy từ PGPASSWORD hoặc passfile (mặc định: SQLite)
  --replicas N              bao nhiêu bản sao account, 1 đến 64
  --ack-wait S              AckWait tính bằng giây chẵn, 1 đến 3600
  --seed N                  chọn ai khi kịch bản cần chọn ngẫu nhiên (mặc định 1)
  --replica-command CMD     (run, cửa sổ) CMD đóng vai dịch vụ account, như &quot;node service.js&quot;
  --json FILE               ghi kết quả lần chạy; &quot;-&quot; là đầu ra chuẩn</translation>
    </message>
    <message>
        <source>Exit codes of run: 0 valid, 1 violated, 2 unknown, 3 not converged, 64 usage,
69 broker unavailable, 70 a service does not come up, 73 FILE could not be written at the end, 130 after Ctrl+C.
With --twin: of the handler that came out worse, in that order.
Exit codes of run --all: 0 each came out as expected, 1 one did not, 64, 73 and 130 as above.
Exit codes of watch: 0 ended, 64 usage, 69 broker unavailable, 73 FILE could not be written.
Whoever reads what run and watch print may stand still: lines wait, 64 MiB of them, then the oldest
are dropped, counted and said; a signal, or --for, ends the program all the same.
Standard output that cannot be written ends every command with 73. A reader that leaves, such as
head, is no error: watch and replay end with 0, run plays to its end.
Exit codes of replay: 0 replayed (also up to where a capture breaks off), 64 usage,
65 no capture, or broken from the start, 73 FILE could not be written.
A FILE that cannot be written from the outset is a usage error: nothing is started for nothing.
So is one that --capture would replace, without --force.
A window without a display ends with 75.</source>
        <translation>Mã thoát của run: 0 đúng, 1 sai, 2 không rõ, 3 chưa hội tụ, 64 dùng sai cách,
69 không có broker, 70 một dịch vụ không lên được, 73 cuối cùng không ghi được FILE, 130 sau Ctrl+C.
Với --twin: của handler có kết quả xấu hơn, theo thứ tự đó.
Mã thoát của run --all: 0 tất cả như mong đợi, 1 có lần khác, 64, 73 và 130 như trên.
Mã thoát của watch: 0 kết thúc, 64 dùng sai cách, 69 không có broker, 73 không ghi được FILE.
Bên đọc những gì run và watch in ra có thể đứng yên: các dòng chờ, tới 64 MiB, rồi dòng cũ nhất
bị bỏ, được đếm và báo; tín hiệu, hoặc --for, vẫn kết thúc chương trình.
Không ghi được đầu ra chuẩn thì lệnh nào cũng kết thúc với 73. Bên đọc bỏ đi, như
head, không phải lỗi: watch và replay kết thúc với 0, run chạy tới cùng.
Mã thoát của replay: 0 đã chạy lại (kể cả tới chỗ bản ghi bị đứt), 64 dùng sai cách,
65 không có bản ghi, hoặc hỏng từ đầu, 73 không ghi được FILE.
FILE không ghi được ngay từ đầu là dùng sai cách: không khởi động gì vô ích.
FILE mà --capture sẽ thay, khi không có --force, cũng vậy.
Cửa sổ không có màn hình thì kết thúc với 75.</translation>
    </message>
    <message>
        <source>Options of watch:
  -s, --server URL          the NATS server, nats:// or tls:// (default: NATS_URL, else
                            nats://127.0.0.1:4222)
  -c, --cluster ID          the broker&apos;s cluster id (default test-cluster)
  -m, --monitor URL         its monitoring endpoint, such as http://127.0.0.1:8222; without
                            it the mirror starts empty. Once for each server of a cluster or
                            a fault-tolerant pair: the leader&apos;s is used
  --user NAME --password-file FILE --token-file FILE --creds FILE --nkey FILE
                            who you are; the first line of FILE is the secret
  --password P --token T    the same, for every user of this machine to see in ps
  --tlsca FILE --tlscert FILE --tlskey FILE
  --context NAME            a context of the nats command line; it is only read
  --low-impact              listen on STAN&apos;s subjects and known inboxes only
  --read CHANNEL            read what the channel stores: the client stanscope-reader
                            subscribes to it, acks nothing and leaves; may be repeated.
                            Needs --monitor, which tells whether the channel is there
  --for SECONDS             end by itself (default: at Ctrl+C)
  --json                    print every event, one JSON object a line
  --capture FILE            record every event, for replay and the window
  --force                   replace FILE of --capture where there is one
  --state FILE              write the broker&apos;s state at the end as JSON
Without --read it only listens: the broker has the same clients before, during and after.</source>
        <translation>Tùy chọn của watch:
  -s, --server URL          server NATS, nats:// hoặc tls:// (mặc định: NATS_URL, không thì
                            nats://127.0.0.1:4222)
  -c, --cluster ID          cluster id của broker (mặc định test-cluster)
  -m, --monitor URL         địa chỉ monitoring của nó, như http://127.0.0.1:8222; không có thì
                            gương bắt đầu trống. Với cluster hay cặp dự phòng: ghi một lần cho
                            mỗi server, server dẫn đầu được dùng
  --user NAME --password-file FILE --token-file FILE --creds FILE --nkey FILE
                            bạn là ai; dòng đầu của FILE là bí mật
  --password P --token T    cũng vậy, nhưng mọi người dùng máy này thấy được bằng ps
  --tlsca FILE --tlscert FILE --tlskey FILE
  --context NAME            một context của lệnh nats; chỉ đọc
  --low-impact              chỉ nghe các chủ đề của STAN và các inbox đã biết
  --read CHANNEL            đọc những gì kênh đã lưu: client stanscope-reader subscribe kênh,
                            không ack gì rồi rời đi; có thể ghi nhiều lần.
                            Cần --monitor, vì nó cho biết kênh có hay không
  --for SECONDS             tự kết thúc (mặc định: khi bấm Ctrl+C)
  --json                    in mọi event, mỗi dòng một đối tượng JSON
  --capture FILE            ghi mọi event, để replay và xem trong cửa sổ
  --force                   thay FILE của --capture nếu đã có
  --state FILE              ghi trạng thái cuối của broker dạng JSON
Không có --read thì nó chỉ nghe: broker có cùng các client trước, trong và sau khi xem.</translation>
    </message>
</context>
<context>
    <name>stanscope::CredentialsForm</name>
    <message>
        <source>&amp;User</source>
        <translation>Us&amp;er</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Mật &amp;khẩu</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>Cr&amp;edentials file</source>
        <translation>Tệp cre&amp;dentials</translation>
    </message>
    <message>
        <source>Credentials file with JWT and seed</source>
        <translation>Tệp credentials có JWT và seed</translation>
    </message>
    <message>
        <source>&amp;Nkey file</source>
        <translation>Tệp &amp;nkey</translation>
    </message>
    <message>
        <source>File with the nkey&apos;s seed</source>
        <translation>Tệp chứa seed của nkey</translation>
    </message>
    <message>
        <source>TLS C&amp;A</source>
        <translation>C&amp;A của TLS</translation>
    </message>
    <message>
        <source>PEM file with the authorities to trust</source>
        <translation>Tệp PEM chứa các CA được tin</translation>
    </message>
    <message>
        <source>TLS certi&amp;ficate</source>
        <translation>Chứng c&amp;hỉ TLS</translation>
    </message>
    <message>
        <source>PEM file with the client certificate</source>
        <translation>Tệp PEM chứa chứng chỉ client</translation>
    </message>
    <message>
        <source>TLS &amp;key</source>
        <translation>Khóa &amp;riêng TLS</translation>
    </message>
    <message>
        <source>PEM file with the key of the client certificate</source>
        <translation>Tệp PEM chứa khóa của chứng chỉ client</translation>
    </message>
    <message>
        <source>Kept in memory only, never stored</source>
        <translation>Chỉ giữ trong bộ nhớ, không lưu lại</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>Choose the file: %1</source>
        <translation>Chọn tệp: %1</translation>
    </message>
</context>
<context>
    <name>stanscope::DeliveryModel</name>
    <message>
        <source>, late ack +%1 s</source>
        <translation>, ack muộn +%1 s</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>chưa rõ</translation>
    </message>
    <message>
        <source>%1 wrongly</source>
        <translation>%1 sai</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>không thấy</translation>
    </message>
</context>
<context>
    <name>stanscope::DockHost</name>
    <message>
        <source>Panels</source>
        <translation>Các bảng</translation>
    </message>
</context>
<context>
    <name>stanscope::DriftDialog</name>
    <message>
        <source>Mirror and broker</source>
        <translation>Gương và broker</translation>
    </message>
    <message>
        <source>No difference has stayed through its three comparisons.</source>
        <translation>Không chỗ lệch nào còn lại sau ba lần so.</translation>
    </message>
    <message>
        <source>Differences between mirror and broker</source>
        <translation>Chỗ lệch giữa gương và broker</translation>
    </message>
    <message>
        <source>Nothing to compare with</source>
        <translation>Không có gì để so</translation>
    </message>
    <message>
        <source>Channel snapshots compared: %1, the same: %2. Corrections: %3. The last %4 differences are listed.</source>
        <translation>Số lần so kênh: %1, giống nhau: %2. Đã sửa: %3. Liệt kê %4 chỗ lệch gần nhất.</translation>
    </message>
    <message>
        <source>Nothing was concluded that no frame said.</source>
        <translation>Chưa có kết luận nào ngoài những gì đã nghe.</translation>
    </message>
    <message>
        <source>What the broker did without a frame</source>
        <translation>Những gì broker làm mà không gửi frame</translation>
    </message>
</context>
<context>
    <name>stanscope::DriftModel</name>
    <message>
        <source>corrected</source>
        <translation>đã sửa</translation>
    </message>
    <message>
        <source>open</source>
        <translation>còn lệch</translation>
    </message>
</context>
<context>
    <name>stanscope::ExportMenu</name>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>Không ghi được %1: %2.</translation>
    </message>
    <message>
        <source>Choose another folder, or make room on the disk.</source>
        <translation>Chọn thư mục khác, hoặc dọn bớt đĩa.</translation>
    </message>
    <message>
        <source>&amp;Channel History as CSV…</source>
        <translation>Lịch sử &amp;kênh ra CSV…</translation>
    </message>
    <message>
        <source>Channel &amp;History as JSON…</source>
        <translation>&amp;Lịch sử kênh ra JSON…</translation>
    </message>
    <message>
        <source>&amp;Deliveries as CSV…</source>
        <translation>Các lần &amp;gửi ra CSV…</translation>
    </message>
    <message>
        <source>D&amp;eliveries as JSON…</source>
        <translation>&amp;Các lần gửi ra JSON…</translation>
    </message>
    <message>
        <source>&amp;Violations as CSV…</source>
        <translation>Chỗ &amp;sai ra CSV…</translation>
    </message>
    <message>
        <source>V&amp;iolations as JSON…</source>
        <translation>Chỗ s&amp;ai ra JSON…</translation>
    </message>
    <message>
        <source>Timeline and Balance as &amp;PNG…</source>
        <translation>Dòng thời gian và số dư ra &amp;PNG…</translation>
    </message>
    <message>
        <source>Timeline and Balance as &amp;SVG…</source>
        <translation>Dòng thời gian và số dư ra S&amp;VG…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Xuất</translation>
    </message>
    <message>
        <source>%1 (*.%2)</source>
        <translation>%1 (*.%2)</translation>
    </message>
</context>
<context>
    <name>stanscope::ExternalCommand</name>
    <message>
        <source>The replica command is empty.</source>
        <translation>Lệnh chạy bản sao đang trống.</translation>
    </message>
    <message>
        <source>Say a program and its arguments, such as &quot;node service.js&quot;.</source>
        <translation>Ghi một chương trình và tham số, như &quot;node service.js&quot;.</translation>
    </message>
    <message>
        <source>There is no program &quot;%1&quot; for the replica command.</source>
        <translation>Không có chương trình &quot;%1&quot; để chạy bản sao.</translation>
    </message>
    <message>
        <source>Give its path, or install it.</source>
        <translation>Cho đường dẫn của nó, hoặc cài nó.</translation>
    </message>
</context>
<context>
    <name>stanscope::FaultForm</name>
    <message>
        <source>&amp;Arm</source>
        <translation>&amp;Gài</translation>
    </message>
    <message>
        <source>&amp;Release</source>
        <translation>&amp;Thả</translation>
    </message>
    <message>
        <source>&amp;Clear faults</source>
        <translation>&amp;Xóa lỗi</translation>
    </message>
    <message>
        <source>All replica&amp;s</source>
        <translation>Mọi &amp;bản sao</translation>
    </message>
    <message>
        <source>each message</source>
        <translation>mọi message</translation>
    </message>
    <message>
        <source>the n-th only</source>
        <translation>chỉ message thứ n</translation>
    </message>
    <message>
        <source>every n-th</source>
        <translation>cứ n message</translation>
    </message>
    <message>
        <source>by chance</source>
        <translation>ngẫu nhiên</translation>
    </message>
    <message>
        <source>every</source>
        <translation>mọi lần</translation>
    </message>
    <message>
        <source>any</source>
        <translation>bất kỳ</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Where in the handling of a message the fault strikes</source>
        <translation>Lỗi xảy ra ở chỗ nào trong lúc xử lý message</translation>
    </message>
    <message>
        <source>Arm, release and clear at every replica, not at %1 only</source>
        <translation>Gài, thả và xóa ở mọi bản sao, không chỉ ở %1</translation>
    </message>
    <message>
        <source>Only this transaction number, or any</source>
        <translation>Chỉ số thứ tự này, hoặc bất kỳ</translation>
    </message>
    <message>
        <source>Only this account, or any</source>
        <translation>Chỉ tài khoản này, hoặc bất kỳ</translation>
    </message>
    <message>
        <source>Which of the messages that it handles</source>
        <translation>Trong các message nó xử lý, chọn message nào</translation>
    </message>
    <message>
        <source>&amp;Place</source>
        <translation>&amp;Chỗ</translation>
    </message>
    <message>
        <source>&amp;Effect</source>
        <translation>&amp;Lỗi</translation>
    </message>
    <message>
        <source>&amp;Delay</source>
        <translation>T&amp;rễ</translation>
    </message>
    <message>
        <source>&amp;On</source>
        <translation>Lần &amp;nào</translation>
    </message>
    <message>
        <source>Num&amp;ber</source>
        <translation>&amp;Số thứ tự</translation>
    </message>
    <message>
        <source>Acc&amp;ount</source>
        <translation>Tài &amp;khoản</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>Mấ&amp;y lần</translation>
    </message>
    <message>
        <source>&amp;Meets</source>
        <translation>&amp;Message</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>G&amp;iá trị</translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation>See&amp;d</translation>
    </message>
    <message>
        <source>Faults of %1</source>
        <translation>Lỗi của %1</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>How probable it is</source>
        <translation>Xác suất bao nhiêu</translation>
    </message>
    <message>
        <source>Which n</source>
        <translation>n là mấy</translation>
    </message>
    <message>
        <source>It meets each message</source>
        <translation>Gặp mọi message</translation>
    </message>
    <message>
        <source>The same seed, the same messages</source>
        <translation>Cùng seed thì cùng message</translation>
    </message>
    <message>
        <source>Nothing is left to chance</source>
        <translation>Không có gì ngẫu nhiên</translation>
    </message>
    <message>
        <source>How many times it strikes</source>
        <translation>Lỗi xảy ra mấy lần</translation>
    </message>
    <message>
        <source>The n-th message comes once</source>
        <translation>Message thứ n chỉ đến một lần</translation>
    </message>
    <message>
        <source>Only the first delivery, only redeliveries, or any</source>
        <translation>Chỉ lần gửi đầu, chỉ lần gửi lại, hoặc bất kỳ</translation>
    </message>
    <message>
        <source>To the transaction service nothing is delivered</source>
        <translation>Không ai gửi message cho dịch vụ transaction</translation>
    </message>
    <message>
        <source>Not %1: %2.</source>
        <translation>Không %1 được: %2.</translation>
    </message>
    <message>
        <source>What happens there</source>
        <translation>Chuyện gì xảy ra ở đó</translation>
    </message>
    <message>
        <source>This effect has no duration</source>
        <translation>Lỗi này không có thời gian kéo dài</translation>
    </message>
    <message>
        <source>The fault strikes at the next delivery that fits</source>
        <translation>Lỗi xảy ra ở lần gửi tới mà khớp</translation>
    </message>
    <message>
        <source>No fault is armed</source>
        <translation>Chưa gài lỗi nào</translation>
    </message>
    <message>
        <source>Take all faults of all replicas away</source>
        <translation>Gỡ mọi lỗi của mọi bản sao</translation>
    </message>
    <message>
        <source>Take all faults of it away</source>
        <translation>Gỡ mọi lỗi của nó</translation>
    </message>
    <message>
        <source>Take this fault away</source>
        <translation>Gỡ lỗi này</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>spent</source>
        <translation>đã dùng hết</translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>còn %1 lần</translation>
    </message>
    <message>
        <source>every time</source>
        <translation>lần nào cũng xảy ra</translation>
    </message>
    <message>
        <source>#%1</source>
        <translation>#%1</translation>
    </message>
    <message>
        <source>n = %1 only</source>
        <translation>chỉ n = %1</translation>
    </message>
    <message>
        <source>every n-th, n = %1</source>
        <translation>cứ n message, n = %1</translation>
    </message>
    <message>
        <source>by chance, %1 ‰</source>
        <translation>ngẫu nhiên, %1 ‰</translation>
    </message>
    <message>
        <source>fired %1</source>
        <translation>đã xảy ra %1</translation>
    </message>
    <message>
        <source>never fired</source>
        <translation>chưa xảy ra</translation>
    </message>
    <message>
        <source>No fault is armed.</source>
        <translation>Chưa gài lỗi nào.</translation>
    </message>
    <message>
        <source>How long it lasts; longer than AckWait makes the ack late</source>
        <translation>Kéo dài bao lâu; dài hơn AckWait thì ack trễ</translation>
    </message>
    <message>
        <source>No fault is under way</source>
        <translation>Không có lỗi nào đang diễn ra</translation>
    </message>
    <message>
        <source>End the delay, the hang or the busy database under way</source>
        <translation>Chấm dứt trễ, treo hoặc CSDL bận đang diễn ra</translation>
    </message>
</context>
<context>
    <name>stanscope::FileMenu</name>
    <message>
        <source>&amp;Open Recording…</source>
        <translation>&amp;Mở bản ghi…</translation>
    </message>
    <message>
        <source>Open Lesso&amp;n…</source>
        <translation>Mở &amp;bài học…</translation>
    </message>
    <message>
        <source>A scenario file, to be played by the next run</source>
        <translation>Tệp kịch bản, cho lần chạy sau</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Nothing has happened yet: press Run (F5)</source>
        <translation>Chưa có gì xảy ra: bấm Chạy (F5)</translation>
    </message>
    <message>
        <source>Open R&amp;ecent</source>
        <translation>Mở &amp;gần đây</translation>
    </message>
    <message>
        <source>Recorded &amp;Lessons</source>
        <translation>Bài học đã g&amp;hi</translation>
    </message>
    <message>
        <source>%1 (gone)</source>
        <translation>%1 (không còn)</translation>
    </message>
    <message>
        <source>&amp;Clear List</source>
        <translation>&amp;Xóa danh sách</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Mở một bản ghi</translation>
    </message>
    <message>
        <source>Recordings (*.stanscope);;All files (*)</source>
        <translation>Bản ghi (*.stanscope);;Mọi tệp (*)</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>Mở một bài học</translation>
    </message>
    <message>
        <source>Lessons (*.toml);;All files (*)</source>
        <translation>Bài học (*.toml);;Mọi tệp (*)</translation>
    </message>
    <message>
        <source>Record the session</source>
        <translation>Ghi phiên này</translation>
    </message>
    <message>
        <source>Recordings (*.stanscope)</source>
        <translation>Bản ghi (*.stanscope)</translation>
    </message>
    <message>
        <source>&amp;Stop Recording</source>
        <translation>&amp;Dừng ghi</translation>
    </message>
    <message>
        <source>&amp;Record…</source>
        <translation>Gh&amp;i…</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi</translation>
    </message>
    <message>
        <source>Finish the recording (Ctrl+R)</source>
        <translation>Kết thúc bản ghi (Ctrl+R)</translation>
    </message>
    <message>
        <source>Write the session into a file, from its first event (Ctrl+R)</source>
        <translation>Ghi phiên này ra tệp, từ event đầu tiên (Ctrl+R)</translation>
    </message>
</context>
<context>
    <name>stanscope::FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Lọc</translation>
    </message>
    <message>
        <source>Filter by text</source>
        <translation>Lọc theo chữ</translation>
    </message>
    <message>
        <source>Every word has to be in some cell: names, numbers, money, outcomes, the payload (Ctrl+F; Escape clears)</source>
        <translation>Mỗi từ phải nằm trong một ô nào đó: tên, số, tiền, kết quả, payload (Ctrl+F; Escape để xóa)</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Replica</source>
        <translation>Bản sao</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>redelivered</source>
        <translation>gửi lại</translation>
    </message>
    <message>
        <source>Only what was sent more than once</source>
        <translation>Chỉ những gì được gửi hơn một lần</translation>
    </message>
    <message>
        <source>unacked</source>
        <translation>chưa ack</translation>
    </message>
    <message>
        <source>Only what still waits for an ack</source>
        <translation>Chỉ những gì còn chờ ack</translation>
    </message>
    <message>
        <source>violations</source>
        <translation>chỗ sai</translation>
    </message>
    <message>
        <source>Only what broke an invariant</source>
        <translation>Chỉ những gì phá một bất biến</translation>
    </message>
    <message>
        <source>only…</source>
        <translation>chỉ…</translation>
    </message>
    <message>
        <source>Only what is out of the ordinary</source>
        <translation>Chỉ những gì khác thường</translation>
    </message>
    <message>
        <source>Show all rows again (Escape)</source>
        <translation>Hiện lại mọi dòng (Escape)</translation>
    </message>
    <message>
        <source>%1 whose rows to show</source>
        <translation>Hiện dòng của %1 nào</translation>
    </message>
    <message>
        <source>all accounts</source>
        <translation>mọi tài khoản</translation>
    </message>
    <message>
        <source>all replicas</source>
        <translation>mọi bản sao</translation>
    </message>
    <message>
        <source>all %1 channels</source>
        <translation>cả %1 kênh</translation>
    </message>
    <message>
        <source>%1 found, %2 % searched ✕</source>
        <translation>thấy %1, đã tìm %2 % ✕</translation>
    </message>
    <message>
        <source>%1 of %2 ✕</source>
        <translation>%1 trên %2 ✕</translation>
    </message>
    <message>
        <source>%1, show all rows</source>
        <translation>%1, hiện mọi dòng</translation>
    </message>
</context>
<context>
    <name>stanscope::ForeignCard</name>
    <message>
        <source>no subscription</source>
        <translation>không có subscription</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>và %1 cái nữa</translation>
    </message>
    <message>
        <source>dead, registered</source>
        <translation>chết, còn tên</translation>
    </message>
    <message>
        <source>heartbeats missed: %1 · %2</source>
        <translation>lỡ heartbeat: %1 · %2</translation>
    </message>
    <message>
        <source>Somebody else&apos;s client: it is watched. To pause or kill it would take a process of ours</source>
        <translation>Client của người khác: chỉ xem. Muốn tạm dừng hay giết thì phải là tiến trình của mình</translation>
    </message>
    <message>
        <source>got</source>
        <translation>nhận</translation>
    </message>
    <message>
        <source>redelivered</source>
        <translation>gửi lại</translation>
    </message>
    <message>
        <source>acked</source>
        <translation>đã ack</translation>
    </message>
    <message>
        <source>group “%1”</source>
        <translation>nhóm “%1”</translation>
    </message>
    <message>
        <source>durable “%1”</source>
        <translation>durable “%1”</translation>
    </message>
    <message>
        <source>AckWait %1 s</source>
        <translation>AckWait %1 s</translation>
    </message>
    <message>
        <source>MaxInflight %1</source>
        <translation>MaxInflight %1</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>nghẽn</translation>
    </message>
</context>
<context>
    <name>stanscope::ForeignTree</name>
    <message>
        <source>Nothing matches the filter.</source>
        <translation>Không có gì khớp bộ lọc.</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Lọc</translation>
    </message>
    <message>
        <source>Filter clients and channels</source>
        <translation>Lọc client và kênh</translation>
    </message>
    <message>
        <source>Every word has to be in client id, channel, queue group or durable (Escape clears)</source>
        <translation>Mỗi từ phải nằm trong client id, kênh, queue group hoặc durable (Escape để xóa)</translation>
    </message>
    <message>
        <source>First level of the tree</source>
        <translation>Tầng đầu của cây</translation>
    </message>
    <message>
        <source>by client</source>
        <translation>theo client</translation>
    </message>
    <message>
        <source>by channel</source>
        <translation>theo kênh</translation>
    </message>
    <message>
        <source>Clients and channels</source>
        <translation>Client và kênh</translation>
    </message>
</context>
<context>
    <name>stanscope::GeneratorForm</name>
    <message>
        <source>Over how many of the accounts</source>
        <translation>Trên bao nhiêu tài khoản</translation>
    </message>
    <message>
        <source>Actions a second</source>
        <translation>Mấy lệnh mỗi giây</translation>
    </message>
    <message>
        <source>How many actions</source>
        <translation>Bao nhiêu lệnh</translation>
    </message>
    <message>
        <source>The same seed gives the same actions</source>
        <translation>Cùng seed thì cùng các lệnh</translation>
    </message>
    <message>
        <source>accounts</source>
        <translation>tài khoản</translation>
    </message>
    <message>
        <source>rate, 1/s</source>
        <translation>mỗi giây</translation>
    </message>
    <message>
        <source>count</source>
        <translation>số lệnh</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>seed</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Bắn</translation>
    </message>
    <message>
        <source>%1 of %2 sent</source>
        <translation>đã gửi %1 trên %2</translation>
    </message>
    <message>
        <source>There is no account yet: press Run first</source>
        <translation>Chưa có tài khoản: bấm Chạy trước</translation>
    </message>
    <message>
        <source>Stop sending</source>
        <translation>Thôi gửi</translation>
    </message>
    <message>
        <source>Send random deposits and withdrawals</source>
        <translation>Gửi các lệnh nạp và rút ngẫu nhiên</translation>
    </message>
</context>
<context>
    <name>stanscope::HandlerWords</name>
    <message>
        <source>naive</source>
        <translation>naive</translation>
    </message>
    <message>
        <source>apply whatever arrives</source>
        <translation>cái gì đến thì xử lý luôn</translation>
    </message>
    <message>
        <source>ordered</source>
        <translation>ordered</translation>
    </message>
    <message>
        <source>apply a number only after the one before</source>
        <translation>số trước xong mới xử lý số sau</translation>
    </message>
    <message>
        <source>inbox</source>
        <translation>inbox</translation>
    </message>
    <message>
        <source>as ordered, and keep what comes early</source>
        <translation>như ordered, và giữ lại những gì đến sớm</translation>
    </message>
</context>
<context>
    <name>stanscope::Help</name>
    <message>
        <source>&lt;p&gt;&lt;b&gt;stanscope %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;A laboratory for NATS Streaming: real processes, a real broker, real redeliveries.&lt;/p&gt;&lt;p&gt;Everything on the screen is learned from the wire and from what the processes report.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later. It uses Qt, QCustomPlot, cnats and toml++.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;stanscope %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Phòng thí nghiệm cho NATS Streaming: tiến trình thật, broker thật, gửi lại thật.&lt;/p&gt;&lt;p&gt;Mọi thứ trên màn hình đều lấy từ đường dây và từ lời các tiến trình báo.&lt;/p&gt;&lt;p&gt;Phần mềm tự do theo giấy phép GNU General Public License, phiên bản 3 trở lên. Dùng Qt, QCustomPlot, cnats và toml++.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About stanscope</source>
        <translation>Về stanscope</translation>
    </message>
    <message>
        <source>select a message or a delivery; every view follows</source>
        <translation>chọn message hay lần gửi; mọi bảng đi theo</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Bàn phím</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Bài học</translation>
    </message>
    <message>
        <source>to the next step</source>
        <translation>đến bước tiếp theo</translation>
    </message>
    <message>
        <source>back</source>
        <translation>lùi lại</translation>
    </message>
    <message>
        <source>Buttons</source>
        <translation>Nút bấm</translation>
    </message>
    <message>
        <source>Presenter</source>
        <translation>Trình chiếu</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Chỗ khác</translation>
    </message>
    <message>
        <source>to the next or the previous control</source>
        <translation>đến ô điều khiển sau hoặc trước</translation>
    </message>
</context>
<context>
    <name>stanscope::HistoryTable</name>
    <message>
        <source>Show all rows</source>
        <translation>Hiện mọi dòng</translation>
    </message>
    <message>
        <source>Take the filter back (Escape)</source>
        <translation>Bỏ bộ lọc (Escape)</translation>
    </message>
    <message>
        <source>One row copied</source>
        <translation>Đã chép một dòng</translation>
    </message>
    <message>
        <source>%1 rows copied</source>
        <translation>Đã chép %1 dòng</translation>
    </message>
    <message>
        <source>The first %1 rows copied; File, Export writes all</source>
        <translation>Đã chép %1 dòng đầu; Tệp, Xuất ghi ra tất cả</translation>
    </message>
    <message>
        <source>&amp;Fit Columns</source>
        <translation>&amp;Vừa cột</translation>
    </message>
    <message>
        <source>&amp;Wall-Clock Time</source>
        <translation>G&amp;iờ đồng hồ</translation>
    </message>
</context>
<context>
    <name>stanscope::LedgerModel</name>
    <message>
        <source>%1, not reported</source>
        <translation>%1, không ai báo</translation>
    </message>
    <message>
        <source>%1, out of place</source>
        <translation>%1, sai chỗ</translation>
    </message>
</context>
<context>
    <name>stanscope::LessonDesk</name>
    <message>
        <source>%1 s behind live</source>
        <translation>chậm %1 s so với thực tế</translation>
    </message>
    <message>
        <source>The end: %1</source>
        <translation>Kết thúc: %1</translation>
    </message>
    <message>
        <source>the run is over</source>
        <translation>lượt chạy kết thúc</translation>
    </message>
    <message>
        <source>Waiting until %1 · at most %2 s</source>
        <translation>Đang chờ: %1 · nhiều nhất %2 s</translation>
    </message>
    <message>
        <source>Waiting until %1</source>
        <translation>Đang chờ: %1</translation>
    </message>
    <message>
        <source>What this step waits for did not come in this run.</source>
        <translation>Điều mà bước này chờ đã không đến trong lượt chạy này.</translation>
    </message>
</context>
<context>
    <name>stanscope::LessonStrip</name>
    <message>
        <source>What is on screen. The toolbar chooses the next run</source>
        <translation>Đang hiện trên màn hình. Thanh công cụ chọn cho lần chạy sau</translation>
    </message>
    <message>
        <source>Start this lesson</source>
        <translation>Bắt đầu bài này</translation>
    </message>
    <message>
        <source>A real broker and real processes, shown step by step (F5)</source>
        <translation>Broker thật và tiến trình thật, xem từng bước một (F5)</translation>
    </message>
</context>
<context>
    <name>stanscope::LifePanel</name>
    <message>
        <source>Select a message to follow it from its publish to its ack.</source>
        <translation>Chọn một message để theo dõi từ lúc gửi đến lúc ack.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Chép</translation>
    </message>
    <message>
        <source>Copy the message&apos;s life as text</source>
        <translation>Chép cả vòng đời của message thành văn bản</translation>
    </message>
    <message>
        <source>Life of the selected message</source>
        <translation>Vòng đời của message đã chọn</translation>
    </message>
    <message>
        <source>time, s</source>
        <translation>lúc, s</translation>
    </message>
    <message>
        <source>attempt</source>
        <translation>lần</translation>
    </message>
    <message>
        <source>what happened</source>
        <translation>chuyện gì xảy ra</translation>
    </message>
    <message>
        <source>Message %1</source>
        <translation>Message %1</translation>
    </message>
    <message>
        <source>%1 · number %2 of %3 · %4</source>
        <translation>%1 · số thứ tự %2 của %3 · %4</translation>
    </message>
</context>
<context>
    <name>stanscope::MainWindow</name>
    <message>
        <source>stanscope</source>
        <translation>stanscope</translation>
    </message>
    <message>
        <source>More has happened: the verdict follows.</source>
        <translation>Vừa có thêm chuyện xảy ra: phán quyết đến sau.</translation>
    </message>
    <message>
        <source>Next run: %1</source>
        <translation>Lần chạy sau: %1</translation>
    </message>
    <message>
        <source>URL and token are in the clipboard</source>
        <translation>Đã chép URL và token</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Lệnh</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Bản sao</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Dòng thời gian</translation>
    </message>
    <message>
        <source>follow ●</source>
        <translation>bám theo ●</translation>
    </message>
    <message>
        <source>Keep the newest events in view. The wheel zooms, dragging pans</source>
        <translation>Luôn thấy các event mới nhất. Lăn chuột để phóng, kéo để dời</translation>
    </message>
    <message>
        <source>wheel zooms, drag pans</source>
        <translation>lăn để phóng, kéo để dời</translation>
    </message>
    <message>
        <source>follow ○</source>
        <translation>bám theo ○</translation>
    </message>
    <message>
        <source>Channel history</source>
        <translation>Lịch sử kênh</translation>
    </message>
    <message>
        <source>No message yet. Deposit something, or run a lesson (F5).</source>
        <translation>Chưa có message. Nạp thử một khoản, hoặc chạy một bài học (F5).</translation>
    </message>
    <message>
        <source>No message yet. What is published from now on appears here.</source>
        <translation>Chưa có message. Những gì gửi từ giờ sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Các lần gửi</translation>
    </message>
    <message>
        <source>No delivery yet. Spawn a replica and deposit something.</source>
        <translation>Chưa gửi lần nào. Thêm một bản sao và nạp thử một khoản.</translation>
    </message>
    <message>
        <source>No delivery yet. What the broker sends from now on appears here.</source>
        <translation>Chưa gửi lần nào. Những gì broker gửi từ giờ sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Violations</source>
        <translation>Chỗ sai</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Subscription</translation>
    </message>
    <message>
        <source>Nobody has subscribed yet. Spawn a replica.</source>
        <translation>Chưa ai nghe. Thêm một bản sao.</translation>
    </message>
    <message>
        <source>No subscription is known yet.</source>
        <translation>Chưa biết subscription nào.</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Giao dịch</translation>
    </message>
    <message>
        <source>No transaction yet. Deposit something.</source>
        <translation>Chưa có giao dịch. Nạp thử một khoản.</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Sổ</translation>
    </message>
    <message>
        <source>No money has moved yet. A replica writes a row when it commits.</source>
        <translation>Tiền chưa chuyển đi đâu. Bản sao ghi một dòng khi nó commit.</translation>
    </message>
    <message>
        <source>Broker log</source>
        <translation>Log broker</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>No STAN client yet. Spawn a replica.</source>
        <translation>Chưa có client STAN. Thêm một bản sao.</translation>
    </message>
    <message>
        <source>No STAN client is known yet.</source>
        <translation>Chưa biết client STAN nào.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Ack timers</source>
        <translation>Đồng hồ ack</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Tệp</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Xuất</translation>
    </message>
    <message>
        <source>&amp;Memory…</source>
        <translation>Bộ &amp;nhớ…</translation>
    </message>
    <message>
        <source>&amp;Copy URL and Token</source>
        <translation>&amp;Chép URL và token</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Th&amp;oát</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Chạy</translation>
    </message>
    <message>
        <source>Run &amp;Again with the Other Handler</source>
        <translation>Chạy &amp;lại với handler kia</translation>
    </message>
    <message>
        <source>R&amp;estart</source>
        <translation>Chạy lại từ đầ&amp;u</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Trợ &amp;giúp</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Bàn phím</translation>
    </message>
    <message>
        <source>&amp;About stanscope</source>
        <translation>&amp;Về stanscope</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Xem</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Bảng</translation>
    </message>
    <message>
        <source>&amp;Find in Tables</source>
        <translation>&amp;Tìm trong bảng</translation>
    </message>
    <message>
        <source>Filter &amp;Bar</source>
        <translation>Thanh &amp;lọc</translation>
    </message>
    <message>
        <source>&amp;Wall-Clock Time</source>
        <translation>G&amp;iờ đồng hồ</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Gia&amp;o diện</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>Theo &amp;hệ thống</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Sáng</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Tối</translation>
    </message>
    <message>
        <source>&amp;Larger Type</source>
        <translation>Chữ to &amp;hơn</translation>
    </message>
    <message>
        <source>S&amp;maller Type</source>
        <translation>Chữ &amp;nhỏ hơn</translation>
    </message>
    <message>
        <source>&amp;Normal Type</source>
        <translation>Chữ &amp;vừa</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>Bố cục &amp;mặc định</translation>
    </message>
    <message>
        <source>Nothing runs yet: press Run (F5)</source>
        <translation>Chưa có gì chạy: bấm Chạy (F5)</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>T&amp;hời gian</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Đã ghi: %1</translation>
    </message>
    <message>
        <source>Show a recorded lesson</source>
        <translation>Hiện một bài học đã ghi</translation>
    </message>
    <message>
        <source>%1 – stanscope</source>
        <translation>%1 – stanscope</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>N&amp;gôn ngữ</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Theo &amp;hệ thống</translation>
    </message>
    <message>
        <source>Your guess</source>
        <translation>Bạn đoán xem</translation>
    </message>
    <message>
        <source>Lessons at the Reader&apos;s &amp;Pace</source>
        <translation>Bài học theo nhịp người &amp;xem</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Vì sao?</translation>
    </message>
    <message>
        <source>Start Another &amp;Transaction Service</source>
        <translation>Khởi động thêm một dịch vụ &amp;giao dịch</translation>
    </message>
    <message>
        <source>On the same database; actions go to all of them in turn</source>
        <translation>Trên cùng CSDL; các thao tác lần lượt đến từng dịch vụ</translation>
    </message>
    <message>
        <source>&amp;Presenter</source>
        <translation>&amp;Trình chiếu</translation>
    </message>
    <message>
        <source>&amp;Compare Two Handlers</source>
        <translation>&amp;So hai handler</translation>
    </message>
    <message>
        <source>&amp;Naive and Ordered</source>
        <translation>&amp;Naive và ordered</translation>
    </message>
    <message>
        <source>Ctrl+Shift+T</source>
        <translation>Ctrl+Shift+T</translation>
    </message>
    <message>
        <source>Naive and &amp;Inbox</source>
        <translation>Naive và &amp;inbox</translation>
    </message>
    <message>
        <source>&amp;Ordered and Inbox</source>
        <translation>&amp;Ordered và inbox</translation>
    </message>
    <message>
        <source>No handler has a part in this lesson: it has no bank</source>
        <translation>Bài này không có ngân hàng nên không có handler nào</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Đến %1</translation>
    </message>
    <message>
        <source>Nothing happens here by itself that two handlers could be compared by</source>
        <translation>Ở đây không có gì tự xảy ra để so hai handler</translation>
    </message>
</context>
<context>
    <name>stanscope::MemorySetting</name>
    <message>
        <source>Memory</source>
        <translation>Bộ nhớ</translation>
    </message>
    <message>
        <source>Memory for the events of a session, MiB. What is older stays on disk and is read back when you look at it.</source>
        <translation>Bộ nhớ cho event của một phiên, MiB. Phần cũ hơn nằm trên đĩa, khi xem mới đọc lại.</translation>
    </message>
</context>
<context>
    <name>stanscope::MessageModel</name>
    <message>
        <source>not seen on the wire</source>
        <translation>không thấy trên dây</translation>
    </message>
    <message>
        <source>applied %1 times</source>
        <translation>xử lý %1 lần</translation>
    </message>
    <message>
        <source>At this moment the broker&apos;s answer to its publish was not read yet</source>
        <translation>Lúc này chưa đọc được trả lời của broker cho lần gửi nó</translation>
    </message>
    <message>
        <source>expired unacked</source>
        <translation>hết hạn, chưa ack</translation>
    </message>
    <message>
        <source>channel deleted</source>
        <translation>kênh đã bị xóa</translation>
    </message>
    <message>
        <source>%1 · again at %2</source>
        <translation>%1 · lại đến %2</translation>
    </message>
</context>
<context>
    <name>stanscope::MessagePanel</name>
    <message>
        <source>Copy the payload as it was published</source>
        <translation>Chép payload như lúc gửi</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Xem thêm</translation>
    </message>
    <message>
        <source>More lines for the payload, JSON with a line a member</source>
        <translation>Thêm dòng cho payload, JSON thì mỗi mục một dòng</translation>
    </message>
    <message>
        <source>Payload of the selected message</source>
        <translation>Payload của message đang chọn</translation>
    </message>
    <message>
        <source>Select a message to read its payload.</source>
        <translation>Chọn một message để đọc payload.</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Bớt</translation>
    </message>
    <message>
        <source>payload</source>
        <translation>payload</translation>
    </message>
    <message>
        <source>payload
seq %1
%2 bytes</source>
        <translation>payload
seq %1
%2 byte</translation>
    </message>
    <message>
        <source>not seen on the wire</source>
        <translation>không thấy trên dây</translation>
    </message>
    <message>
        <source>%1 put it into quarantine · %2</source>
        <translation>%1 đã cách ly nó · %2</translation>
    </message>
    <message>
        <source>it is in quarantine; why, was not reported</source>
        <translation>nó đang bị cách ly; vì sao thì không ai báo</translation>
    </message>
    <message>
        <source>payload, seq %1
%2 bytes</source>
        <translation>payload, seq %1
%2 byte</translation>
    </message>
</context>
<context>
    <name>stanscope::Origin</name>
    <message>
        <source>before</source>
        <translation>từ trước</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>không thấy</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>before the watch began</source>
        <translation>trước khi bắt đầu xem</translation>
    </message>
    <message>
        <source>its publish was not seen</source>
        <translation>không thấy lúc gửi</translation>
    </message>
    <message>
        <source>%1; at %2 by the broker&apos;s clock</source>
        <translation>%1; lúc %2 theo đồng hồ của broker</translation>
    </message>
</context>
<context>
    <name>stanscope::Payload</name>
    <message>
        <source>… %1 of %2 bytes</source>
        <translation>… %1 trên %2 byte</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>trống</translation>
    </message>
    <message>
        <source>hex</source>
        <translation>hex</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>text</source>
        <translation>văn bản</translation>
    </message>
</context>
<context>
    <name>stanscope::PlayerStrip</name>
    <message>
        <source>⟨ Back</source>
        <translation>⟨ Lùi</translation>
    </message>
    <message>
        <source>To the step before (Backspace, Page Up)</source>
        <translation>Về bước trước (Backspace, Page Up)</translation>
    </message>
    <message>
        <source>Next ⟩</source>
        <translation>Tiếp ⟩</translation>
    </message>
    <message>
        <source>To the next step (Space, Page Down)</source>
        <translation>Sang bước sau (Space, Page Down)</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Xem thêm</translation>
    </message>
    <message>
        <source>More about this step</source>
        <translation>Nói thêm về bước này</translation>
    </message>
    <message>
        <source>How fast the picture moves</source>
        <translation>Hình chạy nhanh chậm thế nào</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tốc độ</translation>
    </message>
    <message>
        <source>❚❚ Pause</source>
        <translation>❚❚ Dừng</translation>
    </message>
    <message>
        <source>▶ Play</source>
        <translation>▶ Phát</translation>
    </message>
    <message>
        <source>Stop the picture here</source>
        <translation>Dừng hình ở đây</translation>
    </message>
    <message>
        <source>Go on without stopping at the steps</source>
        <translation>Phát tiếp, không dừng ở từng bước</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Thực tế</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Show what happens now, with all controls (End)</source>
        <translation>Xem điều đang xảy ra, với mọi nút điều khiển (End)</translation>
    </message>
    <message>
        <source>Close the recording</source>
        <translation>Đóng bản ghi</translation>
    </message>
</context>
<context>
    <name>stanscope::PresenterView</name>
    <message>
        <source>Presenter – stanscope</source>
        <translation>Trình chiếu – stanscope</translation>
    </message>
    <message>
        <source>Space  next     ⌫  back     T  compare two handlers</source>
        <translation>Space  tiếp     ⌫  lùi     T  so hai handler</translation>
    </message>
    <message>
        <source>F11  leave</source>
        <translation>F11  thoát</translation>
    </message>
    <message>
        <source>balance of %1</source>
        <translation>số dư của %1</translation>
    </message>
    <message>
        <source>should be</source>
        <translation>đúng ra phải là</translation>
    </message>
    <message>
        <source>next step</source>
        <translation>bước tiếp</translation>
    </message>
    <message>
        <source>back</source>
        <translation>lùi lại</translation>
    </message>
    <message>
        <source>compare two handlers</source>
        <translation>so hai handler</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>thoát</translation>
    </message>
    <message>
        <source>T  compare two handlers</source>
        <translation>T  so hai handler</translation>
    </message>
</context>
<context>
    <name>stanscope::PublishForm</name>
    <message>
        <source>Name a channel first</source>
        <translation>Ghi tên kênh trước đã</translation>
    </message>
    <message>
        <source>A channel has no spaces, no / * &gt; and no empty part between dots</source>
        <translation>Tên kênh không có dấu cách, không có / * &gt; và không có phần trống giữa các dấu chấm</translation>
    </message>
    <message>
        <source>Attached to somebody else&apos;s broker: stanscope listens and changes nothing. There is no bank here, so there is nothing to deposit.</source>
        <translation>Đang gắn vào broker của người khác: stanscope chỉ nghe, không đổi gì. Ở đây không có ngân hàng nên không có gì để nạp.</translation>
    </message>
    <message>
        <source>Allow &amp;publishing…</source>
        <translation>Cho &amp;phép gửi…</translation>
    </message>
    <message>
        <source>Asks once more before anything can be sent</source>
        <translation>Hỏi lại một lần trước khi gửi được</translation>
    </message>
    <message>
        <source>Messages go to a broker that others work with, and cannot be taken back. For each one, the client “stanscope-publisher” connects and closes again.</source>
        <translation>Message sẽ đến một broker mà người khác đang dùng, và không lấy lại được. Với mỗi message, client “stanscope-publisher” kết nối rồi đóng lại.</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Cho phép</translation>
    </message>
    <message>
        <source>From now on this window may publish</source>
        <translation>Từ giờ cửa sổ này được gửi</translation>
    </message>
    <message>
        <source>Stay read-only</source>
        <translation>Vẫn chỉ xem</translation>
    </message>
    <message>
        <source>Nothing is sent</source>
        <translation>Không gửi gì</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kênh</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>kênh</translation>
    </message>
    <message>
        <source>payload, as text</source>
        <translation>payload, dạng chữ</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Payload</translation>
    </message>
    <message>
        <source>Pu&amp;blish</source>
        <translation>&amp;Bắn</translation>
    </message>
    <message>
        <source>Read-only again</source>
        <translation>Chỉ xem trở lại</translation>
    </message>
    <message>
        <source>Nothing can be sent any more</source>
        <translation>Không gửi gì được nữa</translation>
    </message>
    <message>
        <source>Publish this payload to this channel (Alt+B)</source>
        <translation>Bắn payload này vào kênh này (Alt+B)</translation>
    </message>
    <message>
        <source>Read stored</source>
        <translation>Đọc phần đã lưu</translation>
    </message>
    <message>
        <source>To read what a channel stores, the client “stanscope-reader” subscribes from its first message, acks nothing and leaves.</source>
        <translation>Để đọc phần kênh lưu, client “stanscope-reader” subscribe từ message đầu, không ack gì rồi rời đi.</translation>
    </message>
    <message>
        <source>What this channel stores comes into the history</source>
        <translation>Những gì kênh này lưu sẽ vào lịch sử</translation>
    </message>
    <message>
        <source>Without a monitoring URL nobody knows whether the channel is there; reading would create it</source>
        <translation>Không có URL monitoring thì không biết kênh có hay không; đọc sẽ tạo ra nó</translation>
    </message>
</context>
<context>
    <name>stanscope::Publisher</name>
    <message>
        <source>It may have been stored all the same: look at the channel before you publish it again.</source>
        <translation>Biết đâu nó đã được lưu rồi: xem kênh trước khi gửi lại.</translation>
    </message>
</context>
<context>
    <name>stanscope::QuestionPanel</name>
    <message>
        <source>an amount, such as 50.00</source>
        <translation>một số tiền, ví dụ 50.00</translation>
    </message>
    <message>
        <source>Next shows what really happened.</source>
        <translation>Bấm Tiếp để xem thực tế ra sao.</translation>
    </message>
    <message>
        <source>It was: %1</source>
        <translation>Thực tế là: %1</translation>
    </message>
    <message>
        <source>%1 Right: %2</source>
        <translation>%1 Đúng: %2</translation>
    </message>
    <message>
        <source>You said %1. It was: %2</source>
        <translation>Bạn đoán %1. Thực tế là: %2</translation>
    </message>
    <message>
        <source>Your guess</source>
        <translation>Bạn đoán xem</translation>
    </message>
</context>
<context>
    <name>stanscope::RawForm</name>
    <message>
        <source>Pu&amp;blish</source>
        <translation>&amp;Bắn</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Payload</translation>
    </message>
    <message>
        <source>As it is and past the bank: no transaction stands behind it.</source>
        <translation>Nguyên như vậy và không qua ngân hàng: không có giao dịch nào đứng sau.</translation>
    </message>
    <message>
        <source>Publish to %1</source>
        <translation>Bắn vào %1</translation>
    </message>
    <message>
        <source>Write a payload first</source>
        <translation>Ghi payload trước đã</translation>
    </message>
    <message>
        <source>Publish this payload (Alt+B)</source>
        <translation>Bắn payload này (Alt+B)</translation>
    </message>
</context>
<context>
    <name>stanscope::ReasonWords</name>
    <message>
        <source>numbers %1 to %2 missing</source>
        <translation>thiếu các số %1 đến %2</translation>
    </message>
    <message>
        <source>number %1 missing</source>
        <translation>thiếu số %1</translation>
    </message>
    <message>
        <source>numbers %1 missing</source>
        <translation>thiếu các số %1</translation>
    </message>
</context>
<context>
    <name>stanscope::Recording</name>
    <message>
        <source>This is a recording: nothing can be done to it</source>
        <translation>Đây là bản ghi: không làm gì nó được</translation>
    </message>
    <message>
        <source>Time is frozen: go back to live first (End)</source>
        <translation>Đang đứng hình: về trực tiếp trước (End)</translation>
    </message>
</context>
<context>
    <name>stanscope::ReplicaCard</name>
    <message>
        <source>Pause</source>
        <translation>Tạm</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Giết</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Chạy lại</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Lỗi</translation>
    </message>
    <message>
        <source>Remove this card</source>
        <translation>Gỡ thẻ này</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>pid %1</translation>
    </message>
    <message>
        <source>%1 has stopped</source>
        <translation>%1 đã dừng</translation>
    </message>
    <message>
        <source>%1 is dead (%2)</source>
        <translation>%1 đã chết (%2)</translation>
    </message>
    <message>
        <source>It is closing already</source>
        <translation>Nó đang đóng rồi</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Tiếp</translation>
    </message>
    <message>
        <source>Let it run on (SIGCONT)</source>
        <translation>Cho nó chạy tiếp (SIGCONT)</translation>
    </message>
    <message>
        <source>Freeze the process (SIGSTOP); for a while by a right click on the card</source>
        <translation>Làm tiến trình đứng im (SIGSTOP); bấm phải vào thẻ để dừng một lúc</translation>
    </message>
    <message>
        <source>Kill the process at once (SIGKILL): the broker is not told</source>
        <translation>Giết tiến trình ngay (SIGKILL): broker không được báo</translation>
    </message>
    <message>
        <source>Ask it to stop (SIGTERM)</source>
        <translation>Yêu cầu nó dừng (SIGTERM)</translation>
    </message>
    <message>
        <source>Stop it; it closes its STAN connection first (SIGTERM)</source>
        <translation>Dừng nó; nó đóng kết nối STAN trước (SIGTERM)</translation>
    </message>
    <message>
        <source>Stop it without closing its STAN connection (SIGTERM)</source>
        <translation>Dừng nó mà không đóng kết nối STAN (SIGTERM)</translation>
    </message>
    <message>
        <source>Start it again under the same name with the same options</source>
        <translation>Khởi động lại nó, cùng tên, cùng tùy chọn</translation>
    </message>
    <message>
        <source>Stop it and start it again with the same options</source>
        <translation>Dừng rồi khởi động lại nó, cùng tùy chọn</translation>
    </message>
    <message>
        <source>, %1 of them never fired</source>
        <translation>, %1 cái chưa từng xảy ra</translation>
    </message>
    <message>
        <source>Faults: %1 armed%3, fired %2 times. Click to arm or clear</source>
        <translation>Lỗi: đã gài %1%3, xảy ra %2 lần. Bấm để gài hay gỡ</translation>
    </message>
    <message>
        <source>An external command takes no faults: pause or kill it</source>
        <translation>Lệnh ngoài không gài lỗi được: tạm dừng hoặc giết nó</translation>
    </message>
    <message>
        <source>Pause for %1 s</source>
        <translation>Tạm dừng %1 s</translation>
    </message>
    <message>
        <source>Kill, and start again after %1 s</source>
        <translation>Giết, rồi khởi động lại sau %1 s</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Tạm dừng tất cả</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>Cho tất cả chạy tiếp</translation>
    </message>
    <message>
        <source>Kill all</source>
        <translation>Giết tất cả</translation>
    </message>
    <message>
        <source>Pause one at random</source>
        <translation>Tạm dừng một bản sao ngẫu nhiên</translation>
    </message>
    <message>
        <source>Kill one at random</source>
        <translation>Giết một bản sao ngẫu nhiên</translation>
    </message>
    <message>
        <source>seq %1</source>
        <translation>seq %1</translation>
    </message>
    <message>
        <source>has %1 that it has not acked</source>
        <translation>đang giữ %1 message chưa ack</translation>
    </message>
    <message>
        <source>received %1</source>
        <translation>đã nhận %1</translation>
    </message>
    <message>
        <source>%1 in the database</source>
        <translation>%1 đang trong CSDL</translation>
    </message>
    <message>
        <source>%1 %2, about to commit</source>
        <translation>%1 %2, sắp commit</translation>
    </message>
    <message>
        <source>%1 committed, ack to come</source>
        <translation>%1 đã commit, ack chưa gửi</translation>
    </message>
    <message>
        <source>fault fired on %1</source>
        <translation>lỗi xảy ra với %1</translation>
    </message>
    <message>
        <source>%1 acked</source>
        <translation>%1 đã ack</translation>
    </message>
    <message>
        <source>handling %1</source>
        <translation>đang xử lý %1</translation>
    </message>
    <message>
        <source>hangs on %1 %2, by a fault</source>
        <translation>treo ở %1 %2, vì lỗi gài</translation>
    </message>
    <message>
        <source>delayed on %1 %2, by a fault</source>
        <translation>trễ ở %1 %2, vì lỗi gài</translation>
    </message>
    <message>
        <source>committed %1, a fault left the ack out</source>
        <translation>đã commit %1, lỗi gài làm mất ack</translation>
    </message>
    <message>
        <source>rejected %1 as too early, no ack sent</source>
        <translation>trả lại %1 vì quá sớm, không gửi ack</translation>
    </message>
    <message>
        <source>database failed on %1, no ack sent</source>
        <translation>CSDL lỗi với %1, không gửi ack</translation>
    </message>
    <message>
        <source>a delivery is on its way to it</source>
        <translation>một lần gửi đang trên đường tới nó</translation>
    </message>
    <message>
        <source>nothing is outstanding</source>
        <translation>không có gì chờ ack</translation>
    </message>
    <message>
        <source>idle, waiting for messages</source>
        <translation>rảnh, đang chờ message</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>rảnh</translation>
    </message>
    <message>
        <source>idle, all acked</source>
        <translation>rảnh, đã ack hết</translation>
    </message>
    <message>
        <source>connecting to the broker</source>
        <translation>đang kết nối tới broker</translation>
    </message>
    <message>
        <source> · evicted in %1 s</source>
        <translation> · bị loại sau %1 s</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>đã dừng</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>mã thoát %1</translation>
    </message>
    <message>
        <source>signal %1</source>
        <translation>tín hiệu %1</translation>
    </message>
    <message>
        <source>starting, connecting to the broker</source>
        <translation>đang khởi động, đang kết nối tới broker</translation>
    </message>
    <message>
        <source>paused · evicted by the broker: resume ends it</source>
        <translation>tạm dừng · đã bị broker loại: chạy tiếp là nó kết thúc</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>tạm dừng</translation>
    </message>
    <message>
        <source>held until the tap hears the broker again</source>
        <translation>được giữ lại cho tới khi tap nghe lại được broker</translation>
    </message>
    <message>
        <source>closing its connection</source>
        <translation>đang đóng kết nối</translation>
    </message>
    <message>
        <source>stopped, and the broker knows it</source>
        <translation>đã dừng, và broker biết</translation>
    </message>
    <message>
        <source>dead, and the broker knows it</source>
        <translation>đã chết, và broker biết</translation>
    </message>
    <message>
        <source>ghost</source>
        <translation>bóng ma</translation>
    </message>
    <message>
        <source> · dead, but the broker still counts it as a member</source>
        <translation> · đã chết, nhưng broker vẫn tính là thành viên</translation>
    </message>
    <message>
        <source>got</source>
        <translation>nhận</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>đã xử lý</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>bị từ chối</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>trả lại</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>để dành</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>lỗi</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>cách ly</translation>
    </message>
    <message>
        <source>redelivered</source>
        <translation>gửi lại</translation>
    </message>
    <message>
        <source>%1&amp;nbsp;&amp;nbsp; outcomes unknown</source>
        <translation>%1&amp;nbsp;&amp;nbsp; không rõ kết quả</translation>
    </message>
    <message>
        <source>another writer holds its database, by a fault</source>
        <translation>bên khác giữ CSDL của nó, do lỗi cài đặt</translation>
    </message>
    <message>
        <source>stopped; the broker went before it noticed</source>
        <translation>đã dừng; broker mất trước khi nhận ra</translation>
    </message>
    <message>
        <source>dead; the broker went before it noticed</source>
        <translation>đã chết; broker mất trước khi nhận ra</translation>
    </message>
</context>
<context>
    <name>stanscope::ReplicaOptionsForm</name>
    <message>
        <source>close on stop</source>
        <translation>đóng khi dừng</translation>
    </message>
    <message>
        <source>account service</source>
        <translation>dịch vụ account</translation>
    </message>
    <message>
        <source>listener</source>
        <translation>bên nghe</translation>
    </message>
    <message>
        <source>command</source>
        <translation>lệnh</translation>
    </message>
    <message>
        <source>account service: a replica of the bank
listener: a plain client that prints and acks, without any database
command: any program</source>
        <translation>dịch vụ account: một bản sao của ngân hàng
bên nghe: client trơn, chỉ in ra và ack, không có CSDL
lệnh: chương trình bất kỳ</translation>
    </message>
    <message>
        <source>Any program instead of the account service, such as: node service.js
Split at spaces, outside of double quotes; no shell reads it. Its environment has
NATS_URL, STAN_CLUSTER, STAN_CLIENT_ID, STAN_CHANNEL, STAN_QUEUE_GROUP, STAN_DURABLE,
STAN_ACK_WAIT and STAN_MAX_INFLIGHT. What it decides is not known.</source>
        <translation>Chương trình bất kỳ thay cho dịch vụ account, như: node service.js
Tách ở dấu cách, ngoài dấu nháy kép; không qua shell. Môi trường của nó có
NATS_URL, STAN_CLUSTER, STAN_CLIENT_ID, STAN_CHANNEL, STAN_QUEUE_GROUP, STAN_DURABLE,
STAN_ACK_WAIT và STAN_MAX_INFLIGHT. Nó quyết định gì thì không biết.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
    <message>
        <source>Queue group; empty: every replica gets every message</source>
        <translation>Queue group (nhóm hàng đợi); trống: bản sao nào cũng nhận mọi message</translation>
    </message>
    <message>
        <source>Durable name; empty: the position is lost when the last member leaves</source>
        <translation>Tên durable; trống: thành viên cuối rời đi là mất vị trí</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>thủ công</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>tự động</translation>
    </message>
    <message>
        <source>manual acks after the commit; auto acks when the handler returns, whatever happened</source>
        <translation>thủ công: ack sau commit; tự động: ack khi handler xong, bất kể ra sao</translation>
    </message>
    <message>
        <source>all available</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>new only</source>
        <translation>chỉ mới</translation>
    </message>
    <message>
        <source>Where a new subscription starts in the channel</source>
        <translation>Subscription mới bắt đầu từ đâu trong kênh</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>The broker redelivers what is not acked within this time; whole seconds</source>
        <translation>Chừng này thời gian không có ack thì broker gửi lại; giây chẵn</translation>
    </message>
    <message>
        <source>How many deliveries may wait for their ack at once</source>
        <translation>Nhiều nhất mấy lần gửi cùng chờ ack</translation>
    </message>
    <message>
        <source>Close the STAN connection on stop; without it the broker waits for heartbeats</source>
        <translation>Đóng kết nối STAN khi dừng; không thì broker phải chờ heartbeat</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>loại</translation>
    </message>
    <message>
        <source>handler</source>
        <translation>handler</translation>
    </message>
    <message>
        <source>group</source>
        <translation>nhóm</translation>
    </message>
    <message>
        <source>durable</source>
        <translation>durable</translation>
    </message>
    <message>
        <source>ack</source>
        <translation>ack</translation>
    </message>
    <message>
        <source>start at</source>
        <translation>bắt đầu từ</translation>
    </message>
    <message>
        <source>AckWait</source>
        <translation>AckWait</translation>
    </message>
    <message>
        <source>MaxInflight</source>
        <translation>MaxInflight</translation>
    </message>
    <message>
        <source>The next replica</source>
        <translation>Bản sao tiếp theo</translation>
    </message>
</context>
<context>
    <name>stanscope::ReplicasPanel</name>
    <message>
        <source>&amp;Spawn</source>
        <translation>Thê&amp;m</translation>
    </message>
    <message>
        <source>STAN options and handler of the next replica</source>
        <translation>Tùy chọn STAN và handler của bản sao sau</translation>
    </message>
    <message>
        <source>How many replicas to spawn</source>
        <translation>Thêm mấy bản sao</translation>
    </message>
    <message>
        <source>How many replicas</source>
        <translation>Mấy bản sao</translation>
    </message>
    <message>
        <source>%1 connected</source>
        <translation>%1 đã kết nối</translation>
    </message>
    <message>
        <source>several queue groups</source>
        <translation>nhiều queue group</translation>
    </message>
    <message>
        <source>no queue group</source>
        <translation>không có queue group</translation>
    </message>
    <message>
        <source>queue group “%1”</source>
        <translation>queue group “%1”</translation>
    </message>
    <message>
        <source>The next one: %1</source>
        <translation>Bản sao sau: %1</translation>
    </message>
    <message>
        <source>Not as the first replica of this run was started</source>
        <translation>Khác với bản sao đầu tiên của lần chạy này</translation>
    </message>
    <message>
        <source>Start replicas of the account service: %1, AckWait %2 s (Alt+S)</source>
        <translation>Thêm bản sao của dịch vụ account: %1, AckWait %2 s (Alt+M)</translation>
    </message>
    <message>
        <source>Start “%1” in place of the account service (Alt+S)</source>
        <translation>Chạy “%1” thay cho dịch vụ account (Alt+M)</translation>
    </message>
    <message>
        <source>There is no broker yet: press Run (F5)</source>
        <translation>Chưa có broker: bấm Chạy (F5)</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Bản sao</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Nobody has subscribed yet. Who subscribes is shown here.</source>
        <translation>Chưa ai nghe. Ai nghe sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>No replica at this moment.</source>
        <translation>Lúc này chưa có bản sao.</translation>
    </message>
    <message>
        <source>No replica yet. Spawn one.</source>
        <translation>Chưa có bản sao. Thêm một bản.</translation>
    </message>
    <message>
        <source>No replica yet. Press Run (F5).</source>
        <translation>Chưa có bản sao. Bấm Chạy (F5).</translation>
    </message>
    <message>
        <source>Cards of the replicas</source>
        <translation>Thẻ các bản sao</translation>
    </message>
</context>
<context>
    <name>stanscope::Run</name>
    <message>
        <source>no queue group</source>
        <translation>không có queue group</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>nhóm %1</translation>
    </message>
    <message>
        <source>not durable</source>
        <translation>không durable</translation>
    </message>
    <message>
        <source>durable %1</source>
        <translation>durable %1</translation>
    </message>
    <message>
        <source>auto ack</source>
        <translation>ack tự động</translation>
    </message>
    <message>
        <source>manual ack</source>
        <translation>ack thủ công</translation>
    </message>
    <message>
        <source>all available</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>new only</source>
        <translation>chỉ mới</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 và %2</translation>
    </message>
    <message>
        <source>no group</source>
        <translation>không nhóm</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>external</source>
        <translation>ngoài</translation>
    </message>
    <message>
        <source>An external command, told to subscribe so. The wire shows what it gets and acks; what it decides is not known.</source>
        <translation>Một lệnh ngoài, được bảo nghe như vậy. Trên dây thấy nó nhận và ack gì; nó quyết định gì thì không biết.</translation>
    </message>
    <message>
        <source>AckWait %1 s</source>
        <translation>AckWait %1 s</translation>
    </message>
    <message>
        <source>MaxInflight %1</source>
        <translation>MaxInflight %1</translation>
    </message>
</context>
<context>
    <name>stanscope::RunAll</name>
    <message>
        <source>scenario</source>
        <translation>kịch bản</translation>
    </message>
    <message>
        <source>handler</source>
        <translation>handler</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>mong đợi</translation>
    </message>
    <message>
        <source>got</source>
        <translation>thực tế</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>giây</translation>
    </message>
    <message>
        <source>All %1 came out as expected.</source>
        <translation>Cả %1 lần đều ra như mong đợi.</translation>
    </message>
    <message>
        <source>%1 of %2 came out otherwise.</source>
        <translation>%1 trên %2 lần ra khác mong đợi.</translation>
    </message>
    <message>
        <source>skipped: %1</source>
        <translation>bỏ qua: %1</translation>
    </message>
    <message>
        <source>%1 were skipped.</source>
        <translation>Đã bỏ qua %1.</translation>
    </message>
</context>
<context>
    <name>stanscope::RunBar</name>
    <message>
        <source>Handler</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>Detach</source>
        <translation>Tách ra</translation>
    </message>
    <message>
        <source>Stop watching it; the broker does not notice</source>
        <translation>Thôi xem; broker không hay biết</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Chạy</translation>
    </message>
    <message>
        <source>Play the lesson: a new broker, new databases, new replicas (F5)</source>
        <translation>Chạy bài học: broker mới, CSDL mới, bản sao mới (F5)</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Chạy lại</translation>
    </message>
    <message>
        <source>What the next run plays</source>
        <translation>Lần chạy sau chạy gì</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Bài học</translation>
    </message>
    <message>
        <source>AckWait</source>
        <translation>AckWait</translation>
    </message>
    <message>
        <source>The broker redelivers what is not acked within this time. For the next run</source>
        <translation>Chừng này thời gian không có ack thì broker gửi lại. Cho lần chạy sau</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1: %2. For the next run</source>
        <translation>%1: %2. Cho lần chạy sau</translation>
    </message>
    <message>
        <source>Start the same run over: new broker store, new databases (Shift+F5)</source>
        <translation>Chạy lại từ đầu: kho broker mới, CSDL mới (Shift+F5)</translation>
    </message>
    <message>
        <source>Repeat the last run: new broker store, new databases (Shift+F5)</source>
        <translation>Chạy lại lần trước: kho broker mới, CSDL mới (Shift+F5)</translation>
    </message>
    <message>
        <source>Nothing has run yet: press Run (F5)</source>
        <translation>Chưa chạy gì: bấm Chạy (F5)</translation>
    </message>
    <message>
        <source>Run again with %1</source>
        <translation>Chạy với %1</translation>
    </message>
    <message>
        <source>The same lesson with the other handler (F6)</source>
        <translation>Cùng bài học với handler kia (F6)</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Lần sau</translation>
    </message>
    <message>
        <source>On screen is %1. What is chosen here is for the next run</source>
        <translation>Trên màn hình là %1. Chọn ở đây là cho lần chạy sau</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Song song</translation>
    </message>
    <message>
        <source>The chosen handler and another one, with the same faults (Ctrl+Shift+T)</source>
        <translation>Handler đang chọn và một handler khác, cùng những lỗi đó (Ctrl+Shift+T)</translation>
    </message>
</context>
<context>
    <name>stanscope::RunReport</name>
    <message>
        <source>%1: balance %2, as it should be</source>
        <translation>%1: số dư %2, đúng như phải thế</translation>
    </message>
    <message>
        <source>%1: balance %2, should be %3</source>
        <translation>%1: số dư %2, đúng ra phải là %3</translation>
    </message>
    <message>
        <source>Armed at %1 and never fired: %2</source>
        <translation>Đã gài ở %1 mà chưa xảy ra: %2</translation>
    </message>
    <message>
        <source>Verdict: %1</source>
        <translation>Phán quyết: %1</translation>
    </message>
    <message>
        <source>invariant %1: %2</source>
        <translation>bất biến %1: %2</translation>
    </message>
    <message>
        <source>%1 violations in all</source>
        <translation>tất cả %1 chỗ sai</translation>
    </message>
</context>
<context>
    <name>stanscope::SessionShelf</name>
    <message>
        <source>The run before was not kept: %1</source>
        <translation>Không giữ được lần chạy trước: %1</translation>
    </message>
    <message>
        <source>Record a session (Ctrl+R) to choose where it goes.</source>
        <translation>Ghi phiên (Ctrl+R) để tự chọn chỗ lưu.</translation>
    </message>
    <message>
        <source>it is larger than 1 GiB</source>
        <translation>nó lớn hơn 1 GiB</translation>
    </message>
    <message>
        <source>%1 cannot be made</source>
        <translation>không tạo được %1</translation>
    </message>
</context>
<context>
    <name>stanscope::SourceSwitch</name>
    <message>
        <source>Attaching to %1…</source>
        <translation>Đang gắn vào %1…</translation>
    </message>
    <message>
        <source>Attached; nothing is sent to this broker</source>
        <translation>Đã gắn; không gửi gì tới broker này</translation>
    </message>
    <message>
        <source>The recording is not whole: %1</source>
        <translation>Bản ghi không trọn vẹn: %1</translation>
    </message>
    <message>
        <source>What could be read is shown.</source>
        <translation>Hiện những gì đọc được.</translation>
    </message>
</context>
<context>
    <name>stanscope::StatusLine</name>
    <message>
        <source>How the mirror stands against the broker</source>
        <translation>Gương so với broker thế nào</translation>
    </message>
    <message>
        <source>A tap counts as interest on every heartbeat inbox: the broker then waits for the answer that a dead client never sends, and notices later</source>
        <translation>Broker coi tap là có người nghe ở mọi inbox heartbeat: nó chờ câu trả lời mà client chết không bao giờ gửi, nên nhận ra muộn hơn</translation>
    </message>
    <message>
        <source>broker %1</source>
        <translation>broker %1</translation>
    </message>
    <message>
        <source>attached</source>
        <translation>đã gắn</translation>
    </message>
    <message>
        <source>tap: %1 frames</source>
        <translation>tap: %1 frame</translation>
    </message>
    <message>
        <source>gaps: %1</source>
        <translation>mất gói: %1</translation>
    </message>
    <message>
        <source>%1 malformed</source>
        <translation>%1 hỏng</translation>
    </message>
    <message>
        <source>0 lost</source>
        <translation>mất 0</translation>
    </message>
    <message>
        <source>bad reports: %1</source>
        <translation>báo cáo hỏng: %1</translation>
    </message>
    <message>
        <source>low impact: a killed client is noticed as if nobody watched</source>
        <translation>ảnh hưởng ít: client bị giết được nhận ra như khi không ai xem</translation>
    </message>
    <message>
        <source>while stanscope listens, a killed client is noticed later</source>
        <translation>khi stanscope nghe, client bị giết được nhận ra muộn hơn</translation>
    </message>
    <message>
        <source>The run&apos;s databases, logs and broker store are here</source>
        <translation>CSDL, log và kho broker của lần chạy nằm ở đây</translation>
    </message>
</context>
<context>
    <name>stanscope::StepLine</name>
    <message>
        <source>A click goes to that step</source>
        <translation>Bấm để đến bước đó</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Bước %1 trên %2</translation>
    </message>
</context>
<context>
    <name>stanscope::StoredReader</name>
    <message>
        <source>The connection broke off while the channel was read.</source>
        <translation>Kết nối bị đứt trong khi đọc kênh.</translation>
    </message>
    <message>
        <source>Read it again.</source>
        <translation>Hãy đọc lại.</translation>
    </message>
</context>
<context>
    <name>stanscope::SubscriptionModel</name>
    <message>
        <source>%1 (%2 unknown)</source>
        <translation>%1 (%2 chưa rõ)</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>nghẽn</translation>
    </message>
    <message>
        <source>open</source>
        <translation>đang mở</translation>
    </message>
    <message>
        <source>%1, %2 to come</source>
        <translation>%1, còn %2</translation>
    </message>
</context>
<context>
    <name>stanscope::SummaryCard</name>
    <message>
        <source>What happened</source>
        <translation>Chuyện gì đã xảy ra</translation>
    </message>
    <message>
        <source>What this handler made of it</source>
        <translation>Handler này đã làm ra sao</translation>
    </message>
    <message>
        <source>To remember</source>
        <translation>Cần nhớ</translation>
    </message>
    <message>
        <source>With the %1 handler</source>
        <translation>Với handler %1</translation>
    </message>
    <message>
        <source>The same lesson, run with the other handler (F6)</source>
        <translation>Cùng bài học, chạy với handler kia (F6)</translation>
    </message>
    <message>
        <source>Next lesson</source>
        <translation>Bài tiếp theo</translation>
    </message>
    <message>
        <source>The lesson that follows this one</source>
        <translation>Bài học sau bài này</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Song song</translation>
    </message>
    <message>
        <source>Both handlers at once, in a window of their own (Ctrl+Shift+T)</source>
        <translation>Hai handler cùng lúc, trong một cửa sổ riêng (Ctrl+Shift+T)</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Kết thúc ra sao</translation>
    </message>
</context>
<context>
    <name>stanscope::TablePanel</name>
    <message>
        <source>Nothing yet at this moment.</source>
        <translation>Lúc này chưa có gì.</translation>
    </message>
    <message>
        <source>Nothing yet. Press Run (F5).</source>
        <translation>Chưa có gì. Bấm Chạy (F5).</translation>
    </message>
    <message>
        <source>Searching %1 rows…</source>
        <translation>Đang tìm %1 dòng…</translation>
    </message>
    <message>
        <source>No row matches. %1 rows are hidden.</source>
        <translation>Không dòng nào khớp. %1 dòng bị ẩn.</translation>
    </message>
</context>
<context>
    <name>stanscope::Tables</name>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>Không ghi được %1: %2.</translation>
    </message>
    <message>
        <source>Choose another folder, or make room on the disk.</source>
        <translation>Chọn thư mục khác, hoặc dọn bớt đĩa.</translation>
    </message>
</context>
<context>
    <name>stanscope::TimeBar</name>
    <message>
        <source>Nothing has happened yet: press Run (F5)</source>
        <translation>Chưa có gì xảy ra: bấm Chạy (F5)</translation>
    </message>
    <message>
        <source>Time travel</source>
        <translation>Du hành thời gian</translation>
    </message>
    <message>
        <source>&amp;Freeze</source>
        <translation>Đứng &amp;hình</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>Về đầ&amp;u</translation>
    </message>
    <message>
        <source>To the first event</source>
        <translation>Về event đầu tiên</translation>
    </message>
    <message>
        <source>P&amp;revious Redelivery</source>
        <translation>Lần gửi lại &amp;trước</translation>
    </message>
    <message>
        <source>[</source>
        <translation>[</translation>
    </message>
    <message>
        <source>To the redelivery before</source>
        <translation>Về lần gửi lại trước</translation>
    </message>
    <message>
        <source>&amp;Previous Event</source>
        <translation>Event t&amp;rước</translation>
    </message>
    <message>
        <source>,</source>
        <translation>,</translation>
    </message>
    <message>
        <source>One event back</source>
        <translation>Lùi một event</translation>
    </message>
    <message>
        <source>&amp;Next Event</source>
        <translation>Event &amp;sau</translation>
    </message>
    <message>
        <source>.</source>
        <translation>.</translation>
    </message>
    <message>
        <source>One event on</source>
        <translation>Tiến một event</translation>
    </message>
    <message>
        <source>Next Re&amp;delivery</source>
        <translation>Lần gửi lại s&amp;au</translation>
    </message>
    <message>
        <source>]</source>
        <translation>]</translation>
    </message>
    <message>
        <source>To the next redelivery</source>
        <translation>Tới lần gửi lại sau</translation>
    </message>
    <message>
        <source>First &amp;Violation</source>
        <translation>Chỗ sai đầu t&amp;iên</translation>
    </message>
    <message>
        <source>!</source>
        <translation>!</translation>
    </message>
    <message>
        <source>To the event that made the first wrong thing visible</source>
        <translation>Tới event làm lộ ra chỗ sai đầu tiên</translation>
    </message>
    <message>
        <source>&amp;End</source>
        <translation>&amp;Cuối</translation>
    </message>
    <message>
        <source>To the last event</source>
        <translation>Tới event cuối cùng</translation>
    </message>
    <message>
        <source>Back to &amp;Live</source>
        <translation>&amp;Về trực tiếp</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Về trực tiếp</translation>
    </message>
    <message>
        <source>What runs has gone on and is as you left it (End)</source>
        <translation>Những gì đang chạy vẫn chạy tiếp như bạn để lại (End)</translation>
    </message>
    <message>
        <source>To the End of the &amp;Recording</source>
        <translation>Về cuối &amp;bản ghi</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Close the recording</source>
        <translation>Đóng bản ghi</translation>
    </message>
    <message>
        <source>Back to live (F8)</source>
        <translation>Về trực tiếp (F8)</translation>
    </message>
    <message>
        <source>A recording: its time stands still already</source>
        <translation>Bản ghi: thời gian đã đứng yên sẵn</translation>
    </message>
    <message>
        <source>Stop time in the window and look at any moment so far; what runs goes on (F8)</source>
        <translation>Dừng thời gian trong cửa sổ để xem lại lúc bất kỳ; những gì đang chạy vẫn chạy (F8)</translation>
    </message>
    <message>
        <source>reading the session…</source>
        <translation>đang đọc phiên…</translation>
    </message>
    <message>
        <source>event %1 of %2 · %3 s</source>
        <translation>event %1 trên %2 · %3 s</translation>
    </message>
</context>
<context>
    <name>stanscope::TimeMachine</name>
    <message>
        <source>There is no later redelivery.</source>
        <translation>Không còn lần gửi lại nào sau đó.</translation>
    </message>
    <message>
        <source>There is no earlier redelivery.</source>
        <translation>Không có lần gửi lại nào trước đó.</translation>
    </message>
    <message>
        <source>Nothing went wrong in this capture.</source>
        <translation>Trong bản ghi này không có gì sai.</translation>
    </message>
</context>
<context>
    <name>stanscope::TimeScale</name>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>stanscope::TimeTrack</name>
    <message>
        <source>Time</source>
        <translation>Thời gian</translation>
    </message>
    <message>
        <source>Drag to travel in time. Marks are redeliveries, violations and gaps of the tap</source>
        <translation>Kéo để đi trong thời gian. Vạch là lần gửi lại, chỗ sai và chỗ mất gói</translation>
    </message>
</context>
<context>
    <name>stanscope::Timeline</name>
    <message>
        <source>publisher</source>
        <translation>bên gửi</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>số dư</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 chưa rõ</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>đã dừng</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>kênh</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 nữa</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>kênh</translation>
    </message>
    <message>
        <source>%1 more clients: less busy, without a lane</source>
        <translation>%1 client nữa: ít việc hơn, không có làn riêng</translation>
    </message>
    <message>
        <source>! number %1 before a lower one</source>
        <translation>! số %1 trước một số nhỏ hơn</translation>
    </message>
    <message>
        <source>! this balance does not follow</source>
        <translation>! số dư này không khớp số dư trước</translation>
    </message>
    <message>
        <source>! refused after the money was taken</source>
        <translation>! từ chối sau khi đã lấy tiền</translation>
    </message>
    <message>
        <source>! refused after the money was paid in</source>
        <translation>! từ chối sau khi đã cộng tiền</translation>
    </message>
    <message>
        <source>! refused at %1, in order it is approved</source>
        <translation>! từ chối khi số dư %1; đúng thứ tự thì được duyệt</translation>
    </message>
    <message>
        <source>! number %1 applied %2 times</source>
        <translation>! số %1 được xử lý %2 lần</translation>
    </message>
    <message>
        <source>! number %1 applied twice</source>
        <translation>! số %1 được xử lý hai lần</translation>
    </message>
    <message>
        <source>! approved, in order it is declined</source>
        <translation>! được duyệt, đúng thứ tự thì bị từ chối</translation>
    </message>
    <message>
        <source>database failed, waiting for AckWait</source>
        <translation>CSDL lỗi, chờ hết AckWait</translation>
    </message>
    <message>
        <source>%1, ack too late</source>
        <translation>%1, ack quá muộn</translation>
    </message>
    <message>
        <source>no ack in time</source>
        <translation>không ack kịp</translation>
    </message>
    <message>
        <source>begun at %1 s, no commit</source>
        <translation>bắt đầu lúc %1 s, không commit</translation>
    </message>
    <message>
        <source>%1 to %2 s</source>
        <translation>%1 đến %2 s</translation>
    </message>
    <message>
        <source>seq %1</source>
        <translation>seq %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>lần %1</translation>
    </message>
    <message>
        <source>transaction</source>
        <translation>giao dịch</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>gửi lúc</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>không thấy</translation>
    </message>
    <message>
        <source>the broker sent it again at its start, and nobody could listen</source>
        <translation>broker gửi lại nó lúc khởi động, không ai nghe được</translation>
    </message>
    <message>
        <source>deadline</source>
        <translation>hạn ack</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>xong lúc</translation>
    </message>
    <message>
        <source>how it ended</source>
        <translation>kết cục</translation>
    </message>
    <message>
        <source>the replica</source>
        <translation>bản sao</translation>
    </message>
    <message>
        <source>database</source>
        <translation>CSDL</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>lưu lúc</translation>
    </message>
    <message>
        <source>deliveries</source>
        <translation>lần gửi</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>kết quả</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>đang chờ</translation>
    </message>
    <message>
        <source>acked</source>
        <translation>đã ack</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>hết hạn</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>trả lại</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>để dành</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>bị từ chối</translation>
    </message>
    <message>
        <source>failed, quarantined</source>
        <translation>lỗi, cách ly</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>sai</translation>
    </message>
    <message>
        <source>to the dead</source>
        <translation>gửi bên đã chết</translation>
    </message>
    <message>
        <source>hangs</source>
        <translation>đang treo</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>process, state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>database failed</source>
        <translation>CSDL lỗi</translation>
    </message>
    <message>
        <source>transferred, kept</source>
        <translation>chuyển bên, giữ lại</translation>
    </message>
    <message>
        <source>its message is gone</source>
        <translation>message đã mất</translation>
    </message>
</context>
<context>
    <name>stanscope::TimelineView</name>
    <message>
        <source>%1 within %2 s. A click opens them</source>
        <translation>%1 trong %2 s. Bấm để mở ra</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Dòng thời gian</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>Làn</translation>
    </message>
    <message>
        <source>Timeline and balance</source>
        <translation>Dòng thời gian và số dư</translation>
    </message>
    <message>
        <source>Nothing has happened yet. What others publish appears here.</source>
        <translation>Chưa có gì xảy ra. Người khác gửi gì sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Deposit something.</source>
        <translation>Chưa có gì xảy ra. Nạp thử một khoản.</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Run a lesson (F5).</source>
        <translation>Chưa có gì xảy ra. Chạy một bài học (F5).</translation>
    </message>
</context>
<context>
    <name>stanscope::TimersCanvas</name>
    <message>
        <source>too early, redelivered in</source>
        <translation>quá sớm, gửi lại trong</translation>
    </message>
    <message>
        <source>given up, redelivered in</source>
        <translation>đã bỏ, gửi lại trong</translation>
    </message>
    <message>
        <source>received, ack due in</source>
        <translation>đã nhận, hạn ack còn</translation>
    </message>
    <message>
        <source>committed, ack due in</source>
        <translation>đã commit, hạn ack còn</translation>
    </message>
    <message>
        <source>acked</source>
        <translation>đã ack</translation>
    </message>
    <message>
        <source>fault fired, ack due in</source>
        <translation>lỗi xảy ra, hạn ack còn</translation>
    </message>
    <message>
        <source>dead, redelivered in</source>
        <translation>đã chết, gửi lại trong</translation>
    </message>
    <message>
        <source>paused, redelivered in</source>
        <translation>tạm dừng, gửi lại trong</translation>
    </message>
    <message>
        <source> · seq %1 · attempt %2</source>
        <translation> · seq %1 · lần %2</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>chưa rõ</translation>
    </message>
    <message>
        <source>due</source>
        <translation>tới hạn</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>quá hạn</translation>
    </message>
    <message>
        <source> · seq %1</source>
        <translation> · seq %1</translation>
    </message>
    <message>
        <source>to the group again in</source>
        <translation>gửi lại nhóm trong</translation>
    </message>
    <message>
        <source>to it again in</source>
        <translation>gửi lại nó trong</translation>
    </message>
    <message>
        <source>in the database, due in</source>
        <translation>trong CSDL, hạn ack còn</translation>
    </message>
    <message>
        <source> · dead</source>
        <translation> · đã chết</translation>
    </message>
    <message>
        <source>message gone</source>
        <translation>message đã mất</translation>
    </message>
    <message>
        <source> · gone</source>
        <translation> · đã mất</translation>
    </message>
</context>
<context>
    <name>stanscope::TimersPanel</name>
    <message>
        <source>%1 running</source>
        <translation>%1 đang chạy</translation>
    </message>
    <message>
        <source>%1 running, %2 unknown</source>
        <translation>%1 đang chạy, %2 chưa rõ</translation>
    </message>
    <message>
        <source>%1 deliveries are outstanding, but which, was not seen. Each gets its timer when it is redelivered.</source>
        <translation>%1 lần gửi chờ ack mà không thấy là message nào. Khi được gửi lại mới có đồng hồ.</translation>
    </message>
    <message>
        <source>No delivery waits for its ack. Deposit something, and watch its timer run.</source>
        <translation>Không lần gửi nào chờ ack. Nạp thử một khoản, và xem đồng hồ chạy.</translation>
    </message>
    <message>
        <source>No delivery waits for its ack.</source>
        <translation>Không lần gửi nào chờ ack.</translation>
    </message>
    <message>
        <source>%1 kept</source>
        <translation>%1 đang giữ</translation>
    </message>
    <message>
        <source>No timer runs. What is not acked is kept under its durable name, until somebody subscribes with it again.</source>
        <translation>Không có đồng hồ nào chạy. Cái chưa ack được giữ dưới durable name, cho đến khi có bên nghe quay lại với tên đó.</translation>
    </message>
</context>
<context>
    <name>stanscope::ToneWords</name>
    <message>
        <source>waiting</source>
        <translation>đang chờ</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>đã xử lý</translation>
    </message>
    <message>
        <source>applied late</source>
        <translation>xử lý muộn</translation>
    </message>
    <message>
        <source>applied twice</source>
        <translation>xử lý hai lần</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>bị từ chối</translation>
    </message>
    <message>
        <source>declined wrongly</source>
        <translation>từ chối sai</translation>
    </message>
    <message>
        <source>applied wrongly</source>
        <translation>xử lý sai</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>cách ly</translation>
    </message>
    <message>
        <source>acked</source>
        <translation>đã ack</translation>
    </message>
    <message>
        <source>rejected, waiting</source>
        <translation>trả lại, đang chờ</translation>
    </message>
    <message>
        <source>failed, waiting</source>
        <translation>lỗi, đang chờ</translation>
    </message>
    <message>
        <source>parked, waiting</source>
        <translation>để dành, đang chờ</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>trả lại</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>lỗi</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>để dành</translation>
    </message>
    <message>
        <source>waiting for the ack</source>
        <translation>đang chờ ack</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>hết hạn</translation>
    </message>
    <message>
        <source>expired → %1</source>
        <translation>hết hạn → %1</translation>
    </message>
    <message>
        <source>transferred → %1, member left</source>
        <translation>chuyển → %1, thành viên đã rời</translation>
    </message>
    <message>
        <source>settled by a late ack</source>
        <translation>xong nhờ ack muộn</translation>
    </message>
    <message>
        <source>settled by %1&apos;s late ack</source>
        <translation>xong nhờ ack muộn của %1</translation>
    </message>
    <message>
        <source>sent to a dead process</source>
        <translation>gửi cho tiến trình đã chết</translation>
    </message>
    <message>
        <source>sent to a dead process → %1</source>
        <translation>gửi cho tiến trình đã chết → %1</translation>
    </message>
    <message>
        <source>gone with its subscription</source>
        <translation>mất cùng subscription</translation>
    </message>
    <message>
        <source>evicted by a channel limit</source>
        <translation>bị loại vì giới hạn của kênh</translation>
    </message>
    <message>
        <source>unknown (tap gap)</source>
        <translation>chưa rõ (mất gói)</translation>
    </message>
    <message>
        <source>committed, ack to come</source>
        <translation>đã commit, ack chưa gửi</translation>
    </message>
    <message>
        <source>in the database, decided</source>
        <translation>trong CSDL, đã quyết định</translation>
    </message>
    <message>
        <source>in the database</source>
        <translation>trong CSDL</translation>
    </message>
    <message>
        <source>received</source>
        <translation>đã nhận</translation>
    </message>
    <message>
        <source>died before the commit</source>
        <translation>chết trước khi commit</translation>
    </message>
    <message>
        <source>%1, died before the ack</source>
        <translation>%1, chết trước khi ack</translation>
    </message>
    <message>
        <source>%1 wrongly</source>
        <translation>%1 sai</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>đang khởi động</translation>
    </message>
    <message>
        <source>running</source>
        <translation>đang chạy</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>tạm dừng</translation>
    </message>
    <message>
        <source>held</source>
        <translation>được giữ lại</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>đang đóng</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>đã chết</translation>
    </message>
    <message>
        <source>ghost</source>
        <translation>bóng ma</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>đang chờ</translation>
    </message>
    <message>
        <source>VALID</source>
        <translation>ĐÚNG</translation>
    </message>
    <message>
        <source>VIOLATED</source>
        <translation>SAI</translation>
    </message>
    <message>
        <source>UNKNOWN</source>
        <translation>KHÔNG RÕ</translation>
    </message>
    <message>
        <source>NOT CONVERGED</source>
        <translation>CHƯA HỘI TỤ</translation>
    </message>
    <message>
        <source>%1, wrong balance</source>
        <translation>%1, số dư sai</translation>
    </message>
    <message>
        <source>applied again</source>
        <translation>xử lý lần nữa</translation>
    </message>
    <message>
        <source>%1 with another content</source>
        <translation>%1 với nội dung khác</translation>
    </message>
    <message>
        <source>%1, never accepted</source>
        <translation>%1, chưa từng được nhận</translation>
    </message>
    <message>
        <source>%1 too early</source>
        <translation>%1 quá sớm</translation>
    </message>
    <message>
        <source>deposit</source>
        <translation>nạp</translation>
    </message>
    <message>
        <source>withdraw</source>
        <translation>rút</translation>
    </message>
    <message>
        <source>broker away</source>
        <translation>broker vắng</translation>
    </message>
    <message>
        <source>tap gap</source>
        <translation>mất gói</translation>
    </message>
    <message>
        <source>applied too early</source>
        <translation>xử lý quá sớm</translation>
    </message>
    <message>
        <source>declined too early</source>
        <translation>từ chối quá sớm</translation>
    </message>
    <message>
        <source>%1, its ack left out</source>
        <translation>%1, ack bị bỏ</translation>
    </message>
    <message>
        <source>kept for its durable</source>
        <translation>được giữ cho durable</translation>
    </message>
</context>
<context>
    <name>stanscope::TransactionModel</name>
    <message>
        <source>approved</source>
        <translation>được duyệt</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>bị từ chối</translation>
    </message>
    <message>
        <source>in the outbox</source>
        <translation>trong outbox</translation>
    </message>
    <message>
        <source>published, waiting</source>
        <translation>đã gửi, đang chờ</translation>
    </message>
</context>
<context>
    <name>stanscope::TwinApp</name>
    <message>
        <source>It starts.</source>
        <translation>Đang khởi động.</translation>
    </message>
    <message>
        <source>The moment of this step has not come yet.</source>
        <translation>Chưa đến lúc của bước này.</translation>
    </message>
    <message>
        <source>This handler never comes to step %1.</source>
        <translation>Handler này không bao giờ đến bước %1.</translation>
    </message>
    <message>
        <source>%1 and %2 differ here.</source>
        <translation>%1 và %2 khác nhau ở đây.</translation>
    </message>
    <message>
        <source>Two laboratories start.</source>
        <translation>Hai phòng thí nghiệm đang khởi động.</translation>
    </message>
</context>
<context>
    <name>stanscope::TwinPane</name>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>deliveries</source>
        <translation>lần gửi</translation>
    </message>
    <message>
        <source>redelivered</source>
        <translation>gửi lại</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>trả lại</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>để dành</translation>
    </message>
    <message>
        <source>wrong answers</source>
        <translation>trả lời sai</translation>
    </message>
    <message>
        <source>took</source>
        <translation>mất</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 trên %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
</context>
<context>
    <name>stanscope::TwinWindow</name>
    <message>
        <source>%1, two handlers – stanscope</source>
        <translation>%1, hai handler – stanscope</translation>
    </message>
    <message>
        <source>Two laboratories, the same actions and faults; 0 s is the same moment in both.</source>
        <translation>Hai phòng thí nghiệm, cùng lệnh và cùng lỗi; 0 s là cùng một lúc ở cả hai.</translation>
    </message>
</context>
<context>
    <name>stanscope::VerdictPill</name>
    <message>
        <source>no run yet</source>
        <translation>chưa chạy</translation>
    </message>
    <message>
        <source>%1 on the way</source>
        <translation>%1 trên đường</translation>
    </message>
    <message>
        <source>waiting for acks</source>
        <translation>đang chờ ack</translation>
    </message>
    <message>
        <source>nothing wrong so far</source>
        <translation>tới giờ chưa có gì sai</translation>
    </message>
    <message>
        <source>%1 accounts right</source>
        <translation>%1 tài khoản đúng</translation>
    </message>
    <message>
        <source>%1 %2 = %3</source>
        <translation>%1 %2 = %3</translation>
    </message>
    <message>
        <source>%1 refused at %2</source>
        <translation>%1 bị từ chối ở %2</translation>
    </message>
    <message>
        <source>%1 %2 ≠ %3</source>
        <translation>%1 %2 ≠ %3</translation>
    </message>
    <message>
        <source>The verdict follows when every action is decided and acked.</source>
        <translation>Mọi lệnh được quyết định và ack xong mới có phán quyết.</translation>
    </message>
    <message>
        <source>Every invariant holds: balances, decisions and order are right.</source>
        <translation>Mọi bất biến đều giữ: số dư, quyết định và thứ tự đều đúng.</translation>
    </message>
    <message>
        <source>Click to see each of them in the panel Violations.</source>
        <translation>Bấm để xem từng chỗ ở bảng Chỗ sai.</translation>
    </message>
    <message>
        <source>… PENDING</source>
        <translation>… ĐANG CHỜ</translation>
    </message>
    <message>
        <source>✓ VALID</source>
        <translation>✓ ĐÚNG</translation>
    </message>
    <message>
        <source>✗ VIOLATED</source>
        <translation>✗ SAI</translation>
    </message>
    <message>
        <source>? UNKNOWN</source>
        <translation>? KHÔNG RÕ</translation>
    </message>
    <message>
        <source>◔ NOT CONVERGED</source>
        <translation>◔ CHƯA HỘI TỤ</translation>
    </message>
    <message>
        <source>%1 applied twice</source>
        <translation>%1 xử lý hai lần</translation>
    </message>
    <message>
        <source>%1 applied %2 times</source>
        <translation>%1 xử lý %2 lần</translation>
    </message>
    <message>
        <source>%1 applied and left %2</source>
        <translation>%1 được xử lý, còn %2</translation>
    </message>
    <message>
        <source>… not yet judged</source>
        <translation>… chưa phán xét</translation>
    </message>
</context>
<context>
    <name>stanscope::VerdictWords</name>
    <message>
        <source>deposit %1</source>
        <translation>nạp %1</translation>
    </message>
    <message>
        <source>withdrawal %1</source>
        <translation>rút %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>a decision was wrong</source>
        <translation>một quyết định sai</translation>
    </message>
    <message>
        <source>one violation</source>
        <translation>một chỗ sai</translation>
    </message>
    <message>
        <source>%1 violations</source>
        <translation>%1 chỗ sai</translation>
    </message>
    <message>
        <source>Valid: balances and decisions are what they should be.</source>
        <translation>Đúng: số dư và quyết định đều như phải thế.</translation>
    </message>
    <message>
        <source>Violated: %1</source>
        <translation>Sai: %1</translation>
    </message>
    <message>
        <source>%1 (%2 in all)</source>
        <translation>%1 (tất cả %2)</translation>
    </message>
    <message>
        <source>Not converged, and nothing wrong so far: %1</source>
        <translation>Chưa hội tụ, tới giờ chưa có gì sai: %1</translation>
    </message>
    <message>
        <source>The audit could not decide.</source>
        <translation>Kiểm toán không kết luận được.</translation>
    </message>
    <message>
        <source>The audit could not decide: %1</source>
        <translation>Kiểm toán không kết luận được: %1</translation>
    </message>
</context>
<context>
    <name>stanscope::ViolationModel</name>
    <message>
        <source>wrong sum</source>
        <translation>sai tổng</translation>
    </message>
    <message>
        <source>more than once</source>
        <translation>hơn một lần</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>sai thứ tự</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>bị mất</translation>
    </message>
    <message>
        <source>wrong result</source>
        <translation>sai kết quả</translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <translation>%1 %2 của %3</translation>
    </message>
    <message>
        <source>the balance %1 does not follow from the one before</source>
        <translation>số dư %1 không khớp số dư trước</translation>
    </message>
    <message>
        <source>applied once more, balance %1</source>
        <translation>xử lý thêm một lần, số dư %1</translation>
    </message>
    <message>
        <source>it is not what was accepted under this number</source>
        <translation>không phải lệnh đã nhận dưới số này</translation>
    </message>
    <message>
        <source>applied, balance %1; in order it is declined</source>
        <translation>được xử lý, số dư %1; đúng thứ tự thì bị từ chối</translation>
    </message>
    <message>
        <source>declined at balance %1; in order it is approved</source>
        <translation>bị từ chối ở số dư %1; đúng thứ tự thì được duyệt</translation>
    </message>
    <message>
        <source>it was decided the other way before</source>
        <translation>trước đó đã quyết định ngược lại</translation>
    </message>
    <message>
        <source>the transaction service knows nothing of it</source>
        <translation>dịch vụ transaction không biết gì về nó</translation>
    </message>
    <message>
        <source>a lower number was not decided yet</source>
        <translation>một số nhỏ hơn chưa được quyết định</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>never published</source>
        <translation>không bao giờ được gửi</translation>
    </message>
    <message>
        <source>acked too early</source>
        <translation>ack quá sớm</translation>
    </message>
    <message>
        <source>database damaged</source>
        <translation>cơ sở dữ liệu hỏng</translation>
    </message>
</context>
<context>
    <name>stanscope::ViolationsPanel</name>
    <message>
        <source>Nothing wrong so far. What breaks an invariant is listed here.</source>
        <translation>Tới giờ chưa có gì sai. Cái gì phá một bất biến sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Invariants are of the laboratory&apos;s own bank: this broker has none. Detach and run a lesson to see what a naive handler breaks.</source>
        <translation>Bất biến là của ngân hàng trong phòng thí nghiệm: broker này không có. Tách ra và chạy một bài học để xem handler naive làm hỏng gì.</translation>
    </message>
    <message>
        <source>Violations</source>
        <translation>Chỗ sai</translation>
    </message>
    <message>
        <source>Violations (%1)</source>
        <translation>Chỗ sai (%1)</translation>
    </message>
</context>
<context>
    <name>stanscope::WhyPanel</name>
    <message>
        <source>Click whatever is shown, like a message or a bar of the timeline, to read why it is as it is.</source>
        <translation>Bấm vào bất cứ thứ gì đang hiện, như một message hay một thanh trên dòng thời gian, để xem vì sao nó như vậy.</translation>
    </message>
    <message>
        <source>Follow this message</source>
        <translation>Theo dõi message này</translation>
    </message>
    <message>
        <source>Its whole life, from the publish to the ack, on one page</source>
        <translation>Cả vòng đời, từ lúc gửi đến ack, trên một trang</translation>
    </message>
    <message>
        <source>Ask why about this one</source>
        <translation>Hỏi vì sao về cái này</translation>
    </message>
    <message>
        <source>seq %1, attempt %2</source>
        <translation>seq %1, lần %2</translation>
    </message>
    <message>
        <source>seq %1</source>
        <translation>seq %1</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Vì sao?</translation>
    </message>
</context>
<context>
    <name>stanscope::WindowApp</name>
    <message>
        <source>What you choose here is not remembered: %1 cannot be written.</source>
        <translation>Những gì bạn chọn ở đây không được nhớ: không ghi được %1.</translation>
    </message>
    <message>
        <source>Everything else works. XDG_CONFIG_HOME and XDG_DATA_HOME name other places.</source>
        <translation>Mọi thứ khác vẫn chạy. XDG_CONFIG_HOME và XDG_DATA_HOME chỉ nơi khác.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Recorded: %1</source>
        <translation>Đã ghi: %1</translation>
    </message>
    <message>
        <source>The run before is kept: File → Open Recent</source>
        <translation>Lần chạy trước đã được giữ: Tệp → Mở gần đây</translation>
    </message>
    <message>
        <source>There is nothing to compare: this is no lesson of the bank.</source>
        <translation>Không có gì để so: đây không phải là bài của ngân hàng.</translation>
    </message>
    <message>
        <source>Choose one of the bank&apos;s lessons.</source>
        <translation>Chọn một bài của ngân hàng.</translation>
    </message>
</context>
</TS>
