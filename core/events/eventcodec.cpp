#include "core/events/eventcodec.h"

#include "core/events/eventdecoder.h"
#include "core/events/eventencoder.h"
#include "core/events/eventforms.h"

#include <array>
#include <utility>

namespace stanscope {

namespace codec {

namespace {

/// Kinds are below this.
constexpr std::size_t maxKinds = 128;

template <typename Body>
void readBody(Decoder& decoder, EventBody& body)
{
    decoder.fields(body.emplace<Body>());
}

/// By kind; nothing for one that is not known.
using BodyReader = void (*)(Decoder&, EventBody&);
template <std::size_t... Index>
consteval std::array<BodyReader, maxKinds> bodyReaders(std::index_sequence<Index...>)
{
    std::array<BodyReader, maxKinds> readers{};
    ((readers[Form<std::variant_alternative_t<Index, EventVariant>>::kind] =
          readBody<std::variant_alternative_t<Index, EventVariant>>),
     ...);
    return readers;
}
constexpr auto allReaders =
    bodyReaders(std::make_index_sequence<std::variant_size_v<EventVariant>>());

template <std::size_t... Index>
consteval bool kindsDiffer(std::index_sequence<Index...>)
{
    std::array<unsigned, maxKinds> uses{};
    (++uses[Form<std::variant_alternative_t<Index, EventVariant>>::kind], ...);
    for (const unsigned count : uses)
        if (count > 1)
            return false;
    return true;
}
static_assert(kindsDiffer(std::make_index_sequence<std::variant_size_v<EventVariant>>()));

} // namespace

} // namespace codec

void encode(const Event& event, Nanos& previous, std::string& bytes)
{
    codec::Encoder encoder(bytes);
    encoder.sized([&] {
        std::visit(
            [&]<typename Body>(const Body& body) {
                encoder.varint(codec::Form<Body>::kind);
                encoder.varint(codec::zigzag((event.time - previous).count()));
                encoder.varint(static_cast<std::uint64_t>(event.source));
                encoder.fields(body);
            },
            event.body);
    });
    previous = event.time;
}

Result<DecodedSize> decodeInto(Event& event, std::string_view bytes, Nanos& previous)
{
    std::size_t items = codec::maxItems;
    const char* wrong = nullptr;
    codec::Decoder frame(bytes, items, wrong);
    codec::Decoder decoder(frame.sized(), items, wrong);
    const std::uint64_t kind = decoder.varint();
    const auto step = static_cast<std::uint64_t>(codec::unzigzag(decoder.varint()));
    event.time =
        Nanos(static_cast<std::int64_t>(static_cast<std::uint64_t>(previous.count()) + step));
    const std::uint64_t source = decoder.varint();
    if (!wrong && (event.time < Nanos{} || event.time > codec::maxTime))
        wrong = "a time is out of range";
    const codec::BodyReader read =
        !wrong && kind < codec::maxKinds ? codec::allReaders[kind] : nullptr;
    if (read) {
        event.source = decoder.enumerator<Source>(source);
        read(decoder, event.body);
    }
    if (wrong)
        return Error{std::string("An event does not decode: ") + wrong + '.', {}};
    previous = event.time;
    return DecodedSize{bytes.size() - frame.rest().size(), read != nullptr};
}

Result<DecodedEvent> decodeEvent(std::string_view bytes, Nanos& previous)
{
    Event event;
    const auto size = decodeInto(event, bytes, previous);
    if (!size)
        return size.error();
    DecodedEvent result{{}, size->consumed};
    if (size->known)
        result.event = std::move(event);
    return result;
}

} // namespace stanscope
