#pragma once

#include "core/events/eventcodec.h"
#include "core/events/eventforms.h"
#include "core/events/fieldtraits.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace stanscope::test {

/// Events that no broker sends but a file may hold: every field is drawn from few names, small
/// numbers and the ends of its range, so that events meet and extremes come up.
class RandomEvents
{
public:
    explicit RandomEvents(std::uint64_t seed)
        : m_random(seed)
    {
    }

    Event start()
    {
        Event event{Nanos(pick(1'000'000'000)), Source::Laboratory, {}};
        fields(event.body.emplace<laboratory::RunStarted>());
        return event;
    }

    Event next(Nanos after)
    {
        Event event{after, Source::Wire, {}};
        // Mostly a little later; now and then far away, or back.
        if (pick(50) != 0)
            event.time = std::min(event.time + Nanos(pick(100'000'000)), codec::maxTime);
        else
            fill(event.time);
        fill(event.source);
        emplace(event.body, pick(std::variant_size_v<EventVariant>));
        return event;
    }

    /// 0 to `count` - 1.
    std::uint64_t pick(std::uint64_t count) { return m_random() % count; }
    std::uint64_t bits() { return m_random(); }

private:
    template <std::size_t Index = 0>
    void emplace(EventBody& body, std::size_t index)
    {
        if constexpr (Index < std::variant_size_v<EventVariant>) {
            if (Index == index)
                fields(body.emplace<Index>());
            else
                emplace<Index + 1>(body, index);
        }
    }

    template <typename T>
    void fields(T& object)
    {
        std::apply([&](auto... field) { (fillField(object, field), ...); }, codec::Form<T>::fields);
    }
    template <typename T, typename AnyField>
    void fillField(T& object, AnyField field)
    {
        auto& target = object.*codec::memberOf(field);
        fill(target);
        using Value = std::decay_t<decltype(target)>;
        if constexpr (std::is_arithmetic_v<Value> && !std::is_same_v<Value, bool>)
            if (codec::limitOf(field) != 0)
                target = static_cast<Value>(pick(codec::limitOf(field) + 1));
    }

    /// The parts of a message are messages again.
    void fillMessage(Message& message)
    {
        if (m_depth == 2)
            return;
        ++m_depth;
        fields(message);
        --m_depth;
    }

    template <typename T>
    void fill(T& value)
    {
        if constexpr (std::is_same_v<T, bool>)
            value = pick(2) != 0;
        else if constexpr (std::is_same_v<T, std::string>)
            value = text();
        else if constexpr (std::is_same_v<T, Nanos>)
            value = time();
        else if constexpr (std::is_enum_v<T>)
            value = static_cast<T>(pick(codec::valuesOf<T>));
        else if constexpr (std::is_arithmetic_v<T>)
            value = number<T>();
        else if constexpr (std::is_same_v<T, Message>)
            fillMessage(value);
        else if constexpr (requires { value.emplace_back(); })
            for (auto more = pick(4); more > 0; --more)
                fill(value.emplace_back());
        else if constexpr (requires { value.isNull(); })
            fillId(value);
        else
            fields(value);
    }
    template <typename Id>
    void fillId(Id& id)
    {
        auto value = id.value();
        fill(value);
        id = Id(value);
    }

    template <typename T>
    T number()
    {
        switch (pick(12)) {
        case 0:
            return std::numeric_limits<T>::max();
        case 1:
            return std::numeric_limits<T>::min();
        case 2:
            return static_cast<T>(bits());
        case 3:
            return static_cast<T>(std::numeric_limits<T>::max() - static_cast<T>(pick(5)));
        default:
            return static_cast<T>(pick(6));
        }
    }
    Nanos time()
    {
        return pick(4) == 0 ? codec::maxTime
                            : Nanos(static_cast<std::int64_t>(pick(2'000'000'000)));
    }
    std::string text()
    {
        static const std::array<std::string, 8> words{
            "",
            "a",
            "b",
            "transaction",
            "transactions",
            std::string("\0\xff\n", 3),
            "account-1",
            R"({"id":"a","account":"b","number":9223372036854775807,"type":"deposit","amount":9223372036854775807})"};
        return pick(100) == 0 ? std::string(60'000, 'x') : words[pick(words.size())];
    }

    std::mt19937_64 m_random;
    int m_depth = 0;
};

} // namespace stanscope::test
