#include "core/events/event.h"
#include "core/lab/lab.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace stanscope;

/// What a service prints, line by line: read, and folded when it is a report. A report that was
/// read is written and read as itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view input(reinterpret_cast<const char*>(data), size);
    Lab lab(laboratory::RunStarted{ChannelName("c"), {{AccountName("ann"), Cents(0)}}}, Nanos{});
    const ClientId replica("account-1");
    lab.apply(
        {Nanos{}, Source::Supervisor, process::Started{replica, process::Role::Account, 1, {}}});
    while (!input.empty()) {
        const std::string_view line = input.substr(0, input.find('\n'));
        input.remove_prefix(std::min(input.size(), line.size() + 1));
        static_cast<void>(commandFromLine(line));
        static_cast<void>(fromPayload(line));
        const auto report = reportFromLine(line);
        if (!report)
            continue;
        const auto again = reportFromLine(toLine(*report));
        if (!again || !(*again == *report))
            ::abort();
        // The engine lets no other times through.
        if (report->time >= Nanos{} && report->time <= std::chrono::hours(1))
            lab.apply({report->time, Source::Report, process::Reported{replica, *report}});
    }
    lab.snapshot();
    return 0;
}
