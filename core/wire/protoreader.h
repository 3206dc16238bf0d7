#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stanscope {

/// Reads proto3 fields one after the other. Stateless towards the outside: bytes in, fields out;
/// after the last one `failed()` tells a clean end from a broken message. Views point into the
/// bytes given.
class ProtoReader
{
public:
    struct Field
    {
        std::uint32_t number = 0;
        std::uint64_t varint = 0; ///< wire types 0, 1 and 5
        std::string_view bytes; ///< wire type 2
        bool isBytes = false;
    };

    explicit ProtoReader(std::string_view data)
        : m_rest(data)
    {
    }

    /// Nothing at the end or when the rest is broken.
    std::optional<Field> next()
    {
        if (m_rest.empty() || m_failed)
            return std::nullopt;
        std::uint64_t key = 0;
        if (!readVarint(key) || key >> 3 == 0 || key >> 3 > 0x1fffffff)
            return fail();
        Field field;
        field.number = static_cast<std::uint32_t>(key >> 3);
        switch (key & 7) {
        case 0:
            return readVarint(field.varint) ? std::optional(field) : fail();
        case 1:
            return readFixed(8, field);
        case 2: {
            std::uint64_t size = 0;
            if (!readVarint(size) || size > m_rest.size())
                return fail();
            field.bytes = m_rest.substr(0, size);
            field.isBytes = true;
            m_rest.remove_prefix(size);
            return field;
        }
        case 5:
            return readFixed(4, field);
        default: // groups and unknown wire types are not proto3
            return fail();
        }
    }

    bool failed() const { return m_failed; }

private:
    std::optional<Field> fail()
    {
        m_failed = true;
        return std::nullopt;
    }

    bool readVarint(std::uint64_t& value)
    {
        value = 0;
        for (std::size_t i = 0; i < m_rest.size() && i < 10; ++i) {
            const auto byte = static_cast<unsigned char>(m_rest[i]);
            if (i == 9 && byte > 1)
                return false;
            value |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * i);
            if (!(byte & 0x80)) {
                m_rest.remove_prefix(i + 1);
                return true;
            }
        }
        return false;
    }

    std::optional<Field> readFixed(std::size_t size, Field& field)
    {
        if (m_rest.size() < size)
            return fail();
        for (std::size_t i = 0; i < size; ++i)
            field.varint |= static_cast<std::uint64_t>(static_cast<unsigned char>(m_rest[i]))
                << (8 * i);
        m_rest.remove_prefix(size);
        return field;
    }

    std::string_view m_rest;
    bool m_failed = false;
};

} // namespace stanscope
