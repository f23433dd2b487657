// The scanner behind scanJson. Structure is in json_scan.cpp, strings and numbers in json_scalar.cpp.
#ifndef ROOMPASS_SRC_CODEC_JSON_SCANNER_HPP
#define ROOMPASS_SRC_CODEC_JSON_SCANNER_HPP

#include <unordered_set>

#include "json.hpp"

namespace roompass {
namespace detail {

class JsonScanner {
  public:
    JsonScanner(const std::string& text, int maxDepth, JsonDocument& document)
        : text_(text), document_(document), maxDepth_(maxDepth) {}

    /// Whether the whole text is one object.
    bool scan();

  private:
    /// Places a value in the document, and gives its place.
    std::size_t value(int depth);
    void object(std::size_t place, int depth);
    void array(std::size_t place, int depth);
    void word(const char* word, JsonKind kind, bool truth, std::size_t place);
    void member(std::size_t place, std::size_t& last, int depth);

    void readString(std::string& text);
    void escape(std::string& text);
    void unicodeEscape(std::string& text);
    bool unit(std::size_t at, std::uint32_t& unit) const;
    void number(std::size_t place);
    bool digits();

    /// Goes to the end of the text, where nothing can be taken.
    void fail();
    /// The byte that comes, or zero at the end: no JSON has a zero byte.
    char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char wanted);
    void skipSpace();

    const std::string& text_;
    JsonDocument& document_;
    const int maxDepth_;
    std::size_t at_ = 0;
    bool broken_ = false;
};

}  // namespace detail
}  // namespace roompass

#endif
