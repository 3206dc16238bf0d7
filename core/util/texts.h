#pragma once

#include "core/util/appendonly.h"
#include "core/util/stringhash.h"
#include "core/util/textcolumn.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stanscope {

/// Index into Texts::names; 0 is the empty name.
using NameId = std::uint32_t;
/// A row index plus one; 0 means none.
using RowRef = std::uint32_t;
/// A point of time in a Shared cell; 0 means not yet.
using SharedTime = Shared<std::int64_t>;

/// Names and texts that the rows of all tables of one run refer to. Written by the folding thread,
/// read by any.
struct Texts
{
    explicit Texts(const std::shared_ptr<PagedMemory>& memory)
        : payloads(memory)
    {
        names.append([](std::string&) {});
    }

    AppendOnly<std::string> names;
    TextColumn payloads; ///< and other texts: cut at 4 KiB

    const std::string& name(NameId id) const { return names[id]; }
};

/// Writes Texts: every fold has the same one. Folding thread only.
class TextWriter
{
public:
    static constexpr std::size_t maxStoredPayload = 4096;

    explicit TextWriter(Texts& texts)
        : m_texts(&texts)
    {
    }
    /// The same names, written on into a copy of the texts.
    TextWriter(const TextWriter& other, Texts& texts)
        : m_texts(&texts)
        , m_names(other.m_names)
    {
    }
    TextWriter(const TextWriter&) = delete;
    TextWriter& operator=(const TextWriter&) = delete;

    const Texts& texts() const { return *m_texts; }

    NameId intern(std::string_view name)
    {
        if (name.empty())
            return 0;
        if (const auto known = m_names.find(name); known != m_names.end())
            return known->second;
        const NameId id = m_texts->names.append([&](std::string& row) { row = name; });
        m_names.emplace(name, id);
        return id;
    }

    /// 0 for one that was never interned.
    NameId find(std::string_view name) const
    {
        const auto known = m_names.find(name);
        return known == m_names.end() ? 0 : known->second;
    }

    /// Keeps the first 4 KiB.
    RowRef keepPayload(std::string_view payload)
    {
        return 1 + m_texts->payloads.append(payload.substr(0, maxStoredPayload));
    }

private:
    Texts* m_texts;
    std::unordered_map<std::string, NameId, StringHash, std::equal_to<>> m_names;
};

} // namespace stanscope
