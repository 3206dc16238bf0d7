#pragma once

#include "core/events/eventcodec.h"
#include "core/events/fieldtraits.h"

#include <string_view>
#include <utility>

namespace stanscope::codec {

/// Items of all lists of one event: far more subscriptions than a broker has, and no more memory
/// than some tens of MB.
inline constexpr std::size_t maxItems = 1U << 18U;
/// Structs within structs: a message has parts with words of their own.
inline constexpr int maxDepth = 12;

/// Reads one struct's fields. The first thing that is wrong stays in `wrong`.
class Decoder
{
public:
    Decoder(std::string_view bytes, std::size_t& items, const char*& wrong, int depth = 0)
        : m_bytes(bytes)
        , m_items(items)
        , m_wrong(wrong)
        , m_depth(depth)
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
    template <typename T, typename AnyField>
    bool take(T& object, AnyField field, bool isSized)
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
                read(target.emplace_back(), mostOf(field));
            }
        } else {
            read(target, mostOf(field));
            if constexpr (std::is_arithmetic_v<Value> && !std::is_same_v<Value, bool>)
                if (limitOf(field) != 0
                    && (target < Value{} || target > static_cast<Value>(limitOf(field))))
                    fail("a number is out of range");
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
            const std::string_view nested = sized();
            if (m_depth == maxDepth)
                fail("structs are nested too deep");
            else
                Decoder(nested, m_items, m_wrong, m_depth + 1).fields(target);
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
    int m_depth;
};

} // namespace stanscope::codec
