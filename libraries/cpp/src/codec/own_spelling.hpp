// A text in the one spelling that is minted here, read from its beginning to its end without a document of it. What is
// spelled otherwise is no fault: the strict reader (json.hpp), which takes longer, reads it then and says what is
// wrong.
#ifndef ROOMPASS_SRC_CODEC_OWN_SPELLING_HPP
#define ROOMPASS_SRC_CODEC_OWN_SPELLING_HPP

#include <cstddef>
#include <cstdint>
#include <string>

namespace roompass {
namespace detail {

/// Each step is false where something else comes. After one that was false nothing more is asked.
class OwnSpelling {
  public:
    explicit OwnSpelling(const std::string& text) : text_(text) {}

    /// These characters come, and are taken.
    template <std::size_t Size>
    bool take(const char (&wanted)[Size]) {
        if (text_.compare(at_, Size - 1, wanted, Size - 1) != 0) return false;
        at_ += Size - 1;
        return true;
    }

    /// A number of at most 12 digits, without a sign and zeros before it. No time has more.
    bool takeNumber(std::int64_t& number);
    /// 0 or 1.
    bool takeBit(bool& bit);
    /// The inside of a string and the quotation mark after it. Nothing but that mark and the backslash is escaped.
    bool takeText(std::string& text);
    bool isAtEnd() const { return at_ == text_.size(); }

  private:
    /// The byte that comes, or zero at the end: no JSON has a zero byte.
    char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    /// Where the plain characters of a string end.
    std::size_t endOfPlain(std::size_t from) const;

    const std::string& text_;
    std::size_t at_ = 0;
};

}  // namespace detail
}  // namespace roompass

#endif
