#pragma once

#include "core/events/fieldtraits.h"

#include <algorithm>
#include <string>

namespace stanscope::codec {

/// Appends numbers, texts and structs to bytes.
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
    template <typename T, typename AnyField>
    void one(std::uint64_t number, const T& object, const T& defaults, AnyField field)
    {
        const auto& value = object.*memberOf(field);
        if constexpr (isList<std::decay_t<decltype(value)>>) {
            for (const auto& item : value)
                put(number, item, mostOf(field));
        } else if (value != defaults.*memberOf(field)) {
            put(number, value, mostOf(field));
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

} // namespace stanscope::codec
