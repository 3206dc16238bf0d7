#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace stanscope {

/// Why something did not work and what the user can do about it. Plain text, one sentence each.
struct Error
{
    enum class Kind
    {
        Transient, ///< trying again may help
        Persistent,
    };

    std::string text;
    std::string remedy;
    Kind kind = Kind::Persistent;

    bool operator==(const Error&) const = default;
};

/// A value or an Error; `Result<>` is success or an Error.
template <typename T = std::monostate>
class [[nodiscard]] Result
{
public:
    Result() requires std::is_same_v<T, std::monostate>
    = default;
    // Implicit on purpose: `return value;` and `return Error {...};`.
    Result(T value) // NOLINT(google-explicit-constructor)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error) // NOLINT(google-explicit-constructor)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value()
    {
        assert(ok());
        return std::get<0>(m_state);
    }
    const T& value() const
    {
        assert(ok());
        return std::get<0>(m_state);
    }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const
    {
        assert(!ok());
        return std::get<1>(m_state);
    }

private:
    std::variant<T, Error> m_state;
};

} // namespace stanscope
