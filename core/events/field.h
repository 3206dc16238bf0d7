#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What the table of a struct says of each field, and of a kind of event. See recordforms.h.
namespace stanscope::codec {

/// How a field stands in a line of JSON.
enum class Style : std::uint8_t
{
    Plain, ///< as its type is written; a name is null when it is empty
    OrNull, ///< a text or a time, null when there is none
    OrLeftOut, ///< a text, left out when it is empty
    Payload, ///< text, or hex when nobody can read it
    Start, ///< the word of a StartPosition
    Count, ///< how many there are
    Inline, ///< the fields of a struct among those of the event
    Hidden, ///< in captures only
};

/// What the fold knows and writes behind a field; see core/export/eventline.cpp.
enum class Joined : std::uint8_t
{
    Nothing,
    Stored, ///< the sequence of the message that is stored
    Attempt, ///< attempt and deadline of the delivery
    Sentence, ///< what the lesson says at that step
};

/// One field: its member, its name in lines, and where its forms differ from those of its type.
template <typename Member>
struct Field
{
    Member member;
    const char* name = "";
    const char* textName = name; ///< in texts for logs and tests; empty: not there
    Style style = Style::Plain;
    Joined joined = Joined::Nothing;
    /// Bytes of a text, or the largest of a number that is not negative. 0: `maxText`, or the
    /// type's range.
    std::size_t limit = 0;

    constexpr Field(Member member_, const char* name_ = "")
        : member(member_)
        , name(name_)
    {
        if (*name_ == 0)
            style = Style::Hidden;
    }

    constexpr Field as(Style other) const
    {
        Field field = *this;
        field.style = other;
        return field;
    }
    /// Under another name in texts, or not there.
    constexpr Field text(const char* other) const
    {
        Field field = *this;
        field.textName = other;
        return field;
    }
    constexpr Field quiet() const { return text(""); }
    constexpr Field most(std::size_t bytes) const
    {
        Field field = *this;
        field.limit = bytes;
        return field;
    }
    constexpr Field then(Joined other) const
    {
        Field field = *this;
        field.joined = other;
        return field;
    }
};

/// What a kind of event is called. Places like "{client}" stand for fields.
struct Named
{
    const char* text = ""; ///< in logs and tests
    const char* type = nullptr; ///< in JSON lines; null: nothing happened, no line
    const char* label = nullptr; ///< in the event list; null: as the log has it
    const char* line = nullptr; ///< in readable lines; null: none
    const char* more = ""; ///< behind the line's columns
    bool isNote = false; ///< the line is about no client or channel: it has no columns
    const char* state = nullptr; ///< in JSON behind the first field
};

} // namespace stanscope::codec
