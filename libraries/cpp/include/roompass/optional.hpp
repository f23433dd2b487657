// A value that may be absent. C++11 has none, and std::optional would tie the library to a newer standard.
#ifndef ROOMPASS_OPTIONAL_HPP
#define ROOMPASS_OPTIONAL_HPP

#include <type_traits>
#include <utility>

namespace roompass {

/// A value, or nothing. `T` needs a default constructor. Assign a value, or `Optional<T>()` for nothing.
template <typename T>
class Optional {
  public:
    Optional() : has_(false), value_() {}

    /// Whatever a T can be made from: `options.roomId = "lobby"`.
    template <typename U,
              typename = typename std::enable_if<std::is_convertible<U&&, T>::value &&
                                                 !std::is_same<typename std::decay<U>::type, Optional>::value>::type>
    Optional(U&& value) : has_(true), value_(std::forward<U>(value)) {}  // NOLINT: implicit so that it can be assigned

    explicit operator bool() const { return has_; }
    /// The value; a default one where there is nothing.
    const T& operator*() const { return value_; }
    const T* operator->() const { return &value_; }

    friend bool operator==(const Optional& a, const Optional& b) { return a.has_ == b.has_ && a.value_ == b.value_; }
    friend bool operator!=(const Optional& a, const Optional& b) { return !(a == b); }

  private:
    bool has_;
    T value_;
};

}  // namespace roompass

#endif
