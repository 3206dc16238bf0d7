#pragma once

#include "core/util/appendonly.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace stanscope {

/// Texts that never change, in the order of their coming: 10 bytes and the text itself for each.
/// Threads and copies as with AppendOnly; a view stays valid as long as the column does.
class TextColumn
{
public:
    /// Bytes; what is longer is cut.
    static constexpr std::size_t longest = 16384;

    TextColumn() = default;
    /// The texts lie in `memory`.
    explicit TextColumn(const std::shared_ptr<PagedMemory>& memory)
        : m_memory(memory)
        , m_texts(memory)
    {
    }

    std::size_t size() const { return m_texts.size(); }
    bool empty() const { return m_texts.empty(); }

    std::string_view operator[](std::size_t index) const
    {
        const char* at = m_texts[index];
        Length length = 0;
        std::memcpy(&length, at, sizeof(length));
        return {at + sizeof(length), length};
    }

    /// Writer only. Returns its index.
    std::uint32_t append(std::string_view text)
    {
        const auto length = static_cast<Length>(std::min(text.size(), longest));
        const std::size_t needed = sizeof(length) + length;
        if (m_blocks.empty() || m_blocks.back()->used + needed > m_blocks.back()->bytes.size())
            m_blocks.push_back(makePaged<Block>(m_memory));
        // Copies share the last block: each goes on behind the texts of all.
        Block& block = *m_blocks.back();
        char* at = block.bytes.data() + block.used;
        std::memcpy(at, &length, sizeof(length));
        std::memcpy(at + sizeof(length), text.data(), length);
        block.used += needed;
        return m_texts.append([at](const char*& row) { row = at; });
    }

private:
    using Length = std::uint16_t;

    struct Block
    {
        // The bytes are written before they are read; a defaulted one would clear them.
        // NOLINTNEXTLINE(modernize-use-equals-default,cppcoreguidelines-pro-type-member-init)
        Block() { }
        std::size_t used = 0; ///< writer only
        std::array<char, 65536 - sizeof(std::size_t)> bytes;
    };

    std::shared_ptr<PagedMemory> m_memory; ///< null: the heap
    std::vector<std::shared_ptr<Block>> m_blocks; ///< writer only
    AppendOnly<const char*> m_texts; ///< into the blocks
};

} // namespace stanscope
