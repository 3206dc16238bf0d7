#include "core/events/eventcodec.h"

#include "core/events/eventforms.h"

#include <array>
#include <limits>
#include <utility>

namespace stanscope {

namespace codec {

namespace {

/// Texts of events are names, causes and log lines; services cut theirs at this too.
constexpr std::size_t maxText = maxServiceLine;
/// Items of all lists of one event: far more subscriptions than a broker has, and no more memory
/// than some tens of MB.
constexpr std::size_t maxItems = 1U << 18U;
/// A field's number and whether its value is a varint or has a size.
constexpr std::uint64_t sizedBit = 1;

template <typename T>
inline constexpr bool isId = false;
template <typename Tag, typename Rep>
inline constexpr bool isId<StrongId<Tag, Rep>> = true;
template <typename T>
inline constexpr bool isList = false;
template <typename T>
inline constexpr bool isList<std::vector<T>> = true;

template <typename Class, typename Value>
Value valueOf(Value Class::*);
template <typename Class, typename Value>
Value valueOf(Payload<Value Class::*>);

template <typename Class, typename Value>
constexpr auto memberOf(Value Class::*member)
{
    return member;
}
template <typename Member>
constexpr auto memberOf(Payload<Member> payload)
{
    return payload.member;
}
template <typename Member>
constexpr std::size_t longest(Member)
{
    return maxText;
}
template <typename Member>
constexpr std::size_t longest(Payload<Member>)
{
    return maxPayload;
}

/// Sign in the lowest bit, so that small negative numbers are short as well.
constexpr std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
}

class Encoder
{
public:
    explicit Encoder(std::string& bytes)
        : m_bytes(bytes)
    {
    }

    void varint(std::uint64_t value)
    {
        while (value >= 0x80) {
            m_bytes += static_cast<char>(value | 0x80U);
            value >>= 7U;
        }
        m_bytes += static_cast<char>(value);
    }

    /// What `write` appends, with its size in front. Most sizes take one byte, which is kept free;
    /// a longer one moves what was written.
    template <typename Write>
    void sized(Write write)
    {
        const std::size_t start = m_bytes.size();
        m_bytes += '\0';
        write();
        std::uint64_t size = m_bytes.size() - start - 1;
        if (size < 0x80) {
            m_bytes[start] = static_cast<char>(size);
            return;
        }
        std::string prefix;
        Encoder(prefix).varint(size);
        m_bytes.replace(start, 1, prefix);
    }

    template <typename T>
    void fields(const T& object)
    {
        static_assert(membersOf<T>() == fieldsOf<T>, "a field is missing in eventforms.h");
        [[maybe_unused]] static const T defaults{}; // not used by what has no fields
        std::uint64_t number = 0;
        std::apply([&](auto... field) { (one(++number, object, defaults, field), ...); },
                   Form<T>::fields);
    }

private:
    template <typename T, typename Field>
    void one(std::uint64_t number, const T& object, const T& defaults, Field field)
    {
        const auto& value = object.*memberOf(field);
        if constexpr (isList<std::decay_t<decltype(value)>>) {
            for (const auto& item : value)
                put(number, item, longest(field));
        } else if (value != defaults.*memberOf(field)) {
            put(number, value, longest(field));
        }
    }

    template <typename Value>
    void put(std::uint64_t number, const Value& value, std::size_t longest)
    {
        if constexpr (isId<Value>) {
            put(number, value.value(), longest);
        } else if constexpr (std::is_same_v<Value, std::string>) {
            varint(number << 1U | sizedBit);
            const std::size_t size = std::min(value.size(), longest);
            varint(size);
            m_bytes.append(value, 0, size);
        } else if constexpr (std::is_same_v<Value, Nanos>) {
            put(number, value.count(), longest);
        } else if constexpr (std::is_enum_v<Value>) {
            static_assert(valuesOf<Value> > 0, "its values are missing in eventforms.h");
            put(number, static_cast<std::uint64_t>(value), longest);
        } else if constexpr (std::is_unsigned_v<Value>) {
            varint(number << 1U);
            varint(value);
        } else if constexpr (std::is_signed_v<Value>) {
            varint(number << 1U);
            varint(zigzag(value));
        } else {
            varint(number << 1U | sizedBit);
            sized([&] { fields(value); });
        }
    }

    std::string& m_bytes;
};

/// Reads one struct's fields. The first thing that is wrong stays in `wrong`.
class Decoder
{
public:
    Decoder(std::string_view bytes, std::size_t& items, const char*& wrong)
        : m_bytes(bytes)
        , m_items(items)
        , m_wrong(wrong)
    {
    }

    bool atEnd() const { return m_bytes.empty() || m_wrong; }
    std::string_view rest() const { return m_bytes; }

    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !m_bytes.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(m_bytes.front());
            m_bytes.remove_prefix(1);
            if (shift == 63 && byte > 1)
                break;
            value |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80)
                return value;
        }
        return fail("a number is cut off or too large");
    }

    std::string_view sized()
    {
        const std::uint64_t size = varint();
        if (size > m_bytes.size())
            fail("a field is longer than its event");
        const std::string_view result = m_bytes.substr(0, m_wrong ? 0 : size);
        m_bytes.remove_prefix(result.size());
        return result;
    }

    template <typename T>
    void fields(T& object)
    {
        while (!atEnd()) {
            const std::uint64_t tag = varint();
            const bool isSized = (tag & sizedBit) != 0;
            std::uint64_t number = 0;
            const bool known = std::apply(
                [&](auto... field) {
                    return ((++number == tag >> 1U && take(object, field, isSized)) || ...);
                },
                Form<T>::fields);
            if (!known)
                skip(isSized);
        }
    }

    template <typename E>
    E enumerator(std::uint64_t value)
    {
        if (value >= valuesOf<E>)
            fail("a value is out of range");
        return static_cast<E>(m_wrong ? 0 : value);
    }

private:
    std::uint64_t fail(const char* what)
    {
        if (!m_wrong)
            m_wrong = what;
        m_bytes = {};
        return 0;
    }

    void skip(bool isSized)
    {
        if (isSized)
            sized();
        else
            varint();
    }

    /// Always true: the number was found.
    template <typename T, typename Field>
    bool take(T& object, Field field, bool isSized)
    {
        using Value = decltype(valueOf(field));
        auto& target = object.*memberOf(field);
        if (isSized != takesSized<Value>()) {
            fail("a field has another form");
        } else if constexpr (isList<Value>) {
            if (m_items == 0) {
                fail("a list is too long");
            } else {
                --m_items;
                read(target.emplace_back(), longest(field));
            }
        } else {
            read(target, longest(field));
        }
        return true;
    }

    template <typename Value>
    static constexpr bool takesSized()
    {
        if constexpr (isId<Value>)
            return takesSized<std::decay_t<decltype(std::declval<Value>().value())>>();
        else
            return !std::is_arithmetic_v<
                       Value> && !std::is_enum_v<Value> && !std::is_same_v<Value, Nanos>;
    }

    template <typename Value>
    void read(Value& target, std::size_t longest)
    {
        if constexpr (isId<Value>) {
            std::decay_t<decltype(target.value())> value{};
            read(value, longest);
            target = Value(std::move(value));
        } else if constexpr (std::is_same_v<Value, std::string>) {
            const std::string_view text = sized();
            if (text.size() > longest)
                fail("a text is too long");
            else
                target = text;
        } else if constexpr (std::is_same_v<Value, Nanos>) {
            target = Nanos(unzigzag(varint()));
            if (target < Nanos{} || target > maxTime)
                fail("a time is out of range");
        } else if constexpr (std::is_enum_v<Value>) {
            target = enumerator<Value>(varint());
        } else if constexpr (std::is_arithmetic_v<Value>) {
            number(target);
        } else {
            Decoder(sized(), m_items, m_wrong).fields(target);
            if (m_wrong)
                m_bytes = {};
        }
    }

    template <typename Value>
    void number(Value& target)
    {
        const std::uint64_t raw = varint();
        if constexpr (std::is_unsigned_v<Value>) {
            target = static_cast<Value>(raw);
            if (target != raw)
                fail("a number is out of range");
        } else {
            const std::int64_t value = unzigzag(raw);
            target = static_cast<Value>(value);
            if (target != value)
                fail("a number is out of range");
        }
    }

    std::string_view m_bytes;
    std::size_t& m_items;
    const char*& m_wrong;
};

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
    ((readers[Form<std::variant_alternative_t<Index, EventBody>>::kind] =
          readBody<std::variant_alternative_t<Index, EventBody>>),
     ...);
    return readers;
}
constexpr auto allReaders = bodyReaders(std::make_index_sequence<std::variant_size_v<EventBody>>());

template <std::size_t... Index>
consteval bool kindsDiffer(std::index_sequence<Index...>)
{
    std::array<unsigned, maxKinds> uses{};
    (++uses[Form<std::variant_alternative_t<Index, EventBody>>::kind], ...);
    for (const unsigned count : uses)
        if (count > 1)
            return false;
    return true;
}
static_assert(kindsDiffer(std::make_index_sequence<std::variant_size_v<EventBody>>()));

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
