#include "core/lab/lab.h"
#include "core/wire/standecoder.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace stanscope;

namespace {

/// Input as frames: one byte each for the lengths of subject and reply, two for the data's, then
/// the three.
bool takeFrame(std::string_view& input, Frame& frame)
{
    if (input.size() < 4)
        return false;
    const auto byte = [&](std::size_t i) {
        return std::size_t{static_cast<unsigned char>(input[i])};
    };
    const std::size_t sizes[] = {byte(0), byte(1), byte(2) | byte(3) << 8U};
    input.remove_prefix(4);
    const auto take = [&](std::size_t size) {
        const std::string_view text = input.substr(0, size);
        input.remove_prefix(text.size());
        return text;
    };
    frame.subject = take(sizes[0]);
    frame.reply = take(sizes[1]);
    frame.data = take(sizes[2]);
    return true;
}

} // namespace

/// Frames from a broker that says anything: decoded and folded.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view input(reinterpret_cast<const char*>(data), size);
    StanDecoder decoder;
    Lab lab(laboratory::RunStarted{.channel = ChannelName("c")}, Nanos{});
    std::vector<Event> events;
    Frame frame;
    while (takeFrame(input, frame)) {
        frame.time += std::chrono::milliseconds(frame.data.size());
        decoder.decode(frame, events);
        for (const Event& event : events)
            lab.apply(event);
        events.clear();
    }
    lab.snapshot();
    lab.mirrorState();
    return 0;
}
