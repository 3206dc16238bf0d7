#include "core/capture/captureformat.h"
#include "core/capture/capturereplay.h"
#include "core/export/jsonlines.h"
#include "core/export/statejson.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

using namespace stanscope;

namespace {

/// How many events `bytes` has, going by their sizes.
std::uint32_t countOf(std::string_view bytes)
{
    std::uint32_t count = 0;
    while (!bytes.empty()) {
        std::size_t size = 0;
        unsigned shift = 0;
        bool more = true;
        while (more && !bytes.empty() && shift < 28) {
            const auto byte = static_cast<unsigned char>(bytes.front());
            size |= std::size_t{byte & 0x7fU} << shift;
            shift += 7;
            more = byte >= 0x80;
            bytes.remove_prefix(1);
        }
        bytes.remove_prefix(std::min(size, bytes.size()));
        ++count;
    }
    return count;
}

/// Checksums would keep the fuzzer out: the first byte says whether the rest is a file, or the
/// events of one block with a checksum that is right.
std::string fileOf(std::string_view input)
{
    if (input.empty() || input.front() == 'f')
        return std::string(input.substr(input.empty() ? 0 : 1));
    std::string block(captureformat::blockHeaderSize, '\0');
    block += input.substr(1);
    captureformat::seal(
        block, {static_cast<std::uint32_t>(input.size() - 1), countOf(input.substr(1)), 0, {}});
    return captureformat::fileHeader() + block;
}

int emptyFile()
{
    static const int file = ::memfd_create("fuzz", MFD_CLOEXEC);
    if (::ftruncate(file, 0) != 0)
        ::abort();
    return file;
}

} // namespace

/// A capture from anybody: read, folded and written as JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string bytes = fileOf({reinterpret_cast<const char*>(data), size});
    const int file = emptyFile();
    if (::pwrite(file, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        ::abort();
    auto reader = CaptureReader::open(QStringLiteral("/proc/self/fd/%1").arg(file));
    if (!reader)
        return 0;
    const auto replayed =
        replayCapture(*reader, {std::make_shared<JsonLines>([](std::string_view) {})});
    if (!replayed)
        return 0;
    replayed->lab->snapshot();
    toJson(replayed->lab->mirrorState());
    return 0;
}
