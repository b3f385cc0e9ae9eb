#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace grif {

/// A proper name that stands in one text otherwise than in the others.
struct NameDoubt {
  enum class Kind : std::uint8_t {
    spelt_otherwise,  ///< blanks, hyphens, capitals: «Лицей№21» for «Лицей № 21»
    looks_like,       ///< a letter or two: «Раудга» for «Радуга»
    called_otherwise  ///< other words before it: «программа с детьми «Шаг»»
  };
  Kind kind = Kind::spelt_otherwise;
  std::uint32_t text = 0;        ///< number of the text that it stands in
  std::string written;           ///< as it stands there
  std::string usual;             ///< as it mostly stands
  std::uint32_t usual_text = 0;  ///< the first text that has the usual form
  std::size_t times = 0;         ///< how often the usual form is met
};

/// The names of organisations and of what the pack gives names to, over all texts of an input.
/// A name is what stands in quotation marks behind a word of organisations, a legal form or a head
/// word, a word of organisations with «№» and figures, or a legal form with the capitals behind it.
/// Other names in quotation marks (books, events) are nobody's business here.
class NameSpellings {
 public:
  /// `heads`: words before whose names the description counts («программа»), in any letters.
  explicit NameSpellings(std::span<const std::string> heads);

  /// Reads a text (valid UTF-8). Linear; texts without names cost a look at their bytes.
  void read(std::string_view text, std::uint32_t number);

  /// What differs, by texts, a name once in each. The form that is met most is the usual one, of
  /// two the first.
  [[nodiscard]] std::vector<NameDoubt> find_doubts() const;

 private:
  enum class Class : std::uint8_t { quoted, numbered, abbreviated };
  struct Use {
    std::uint32_t text;
    std::uint32_t spelling;  ///< index into Name::spellings
  };
  struct Spelling {
    std::string form;     ///< what is compared
    std::string written;  ///< at its first use
    std::uint32_t first_text;
    std::size_t count = 0;
  };
  struct Description {
    std::vector<std::u32string> stems;
    std::string written;
    std::vector<std::uint32_t> texts;
  };
  struct Name {
    Class type;
    std::u32string key;  ///< its letters and figures alone
    bool counts = false;
    std::vector<Spelling> spellings;
    std::vector<Use> uses;
    std::vector<Description> descriptions;
  };
  struct Scan;

  Name& add(Class type, std::u32string key, std::string form, std::string written,
            std::uint32_t text);
  void read_quoted(const Scan& scan);
  void read_numbered(const Scan& scan);
  void read_abbreviated(const Scan& scan);
  [[nodiscard]] std::optional<std::size_t> find_head(const Scan& scan, std::size_t open) const;
  void describe(Name& name, const Scan& scan, std::size_t open, std::size_t close);
  void find_spelt_otherwise(const Name& name, std::vector<NameDoubt>& doubts) const;
  void find_called_otherwise(const Name& name, std::vector<NameDoubt>& doubts) const;
  void find_look_alikes(std::vector<NameDoubt>& doubts) const;

  std::vector<std::u32string> heads_;  ///< their stems
  std::unordered_map<std::u32string, std::size_t> found_;
  std::vector<Name> names_;
};

}  // namespace grif
