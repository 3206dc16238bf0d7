#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stanscope::test {

/// Writes proto3 fields for synthetic frames. The real encoding is checked against captured bytes
/// and foreign clients (tst_stanmessages, tst_foreign).
class ProtoWriter
{
public:
    ProtoWriter& text(int field, std::string_view value)
    {
        if (value.empty())
            return *this;
        varint(static_cast<std::uint64_t>(field) << 3 | 2);
        varint(value.size());
        m_data += value;
        return *this;
    }
    ProtoWriter& number(int field, std::uint64_t value)
    {
        if (value == 0)
            return *this;
        varint(static_cast<std::uint64_t>(field) << 3);
        varint(value);
        return *this;
    }
    const std::string& data() const { return m_data; }

private:
    void varint(std::uint64_t value)
    {
        while (value >= 0x80) {
            m_data += static_cast<char>(value | 0x80);
            value >>= 7;
        }
        m_data += static_cast<char>(value);
    }

    std::string m_data;
};

} // namespace stanscope::test
