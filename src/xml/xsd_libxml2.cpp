// The module that holds libxml2: schemas are compiled by it, and documents judged. libxml2 parses
// nothing but our own schema; a document's events come from our scanner by the door that libxml2
// has for other parsers (xmlSchemaSAXPlug), so a fault stands where the event stands.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "xml/schema_validator.hpp"

namespace grif {
namespace {

#if LIBXML_VERSION >= 21200
using ReportedError = const xmlError;
#else
using ReportedError = xmlError;
#endif

struct Freed {
  void operator()(xmlSchemaParserCtxtPtr parser) const { xmlSchemaFreeParserCtxt(parser); }
  void operator()(xmlSchemaPtr schema) const { xmlSchemaFree(schema); }
  void operator()(xmlSchemaValidCtxtPtr context) const { xmlSchemaFreeValidCtxt(context); }
};
template <typename T>
using Owned = std::unique_ptr<T, Freed>;

const xmlChar* as_xml(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

/// `Element 'row', attribute 'zz': …`, `… The attribute 'title' is required but missing.`
std::string attribute_in(const char* message) {
  constexpr std::string_view kWord = "attribute '";
  const std::string_view text = message == nullptr ? "" : message;
  const std::size_t word = text.find(kWord);
  if (word == std::string_view::npos) return {};
  const std::string_view name = text.substr(word + kWord.size());
  return std::string(name.substr(0, name.find('\'')));
}

XsdValidation::Fault translate(ReportedError& error) {
  using What = XsdValidation::Fault::What;
  const std::string attribute = attribute_in(error.message);
  switch (error.code) {
    case XML_SCHEMAV_ELEMENT_CONTENT:
      return {What::element_unexpected, {}};
    case XML_SCHEMAV_CVC_TYPE_3_1_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
      return {What::attribute_unknown, attribute};
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
      return {What::attribute_missing, attribute};
    default:
      if (!attribute.empty()) return {What::attribute_value, attribute};
      return {What::other, std::to_string(error.code)};
  }
}

class Validation final : public XsdValidation {
 public:
  explicit Validation(xmlSchemaPtr schema) : context_(xmlSchemaNewValidCtxt(schema)) {
    if (context_ == nullptr) throw std::bad_alloc();
    xmlSchemaSetValidStructuredErrors(context_.get(), &Validation::note, this);
    plug_ = xmlSchemaSAXPlug(context_.get(), &sax_, &data_);
    if (plug_ == nullptr) throw std::bad_alloc();
  }
  ~Validation() override { xmlSchemaSAXUnplug(plug_); }
  Validation(const Validation&) = delete;
  Validation& operator=(const Validation&) = delete;

  void start(const char* name, std::span<const Attribute> attributes) override {
    constexpr std::size_t kWords = 5;  // name, prefix, namespace, where the value begins and ends
    words_.clear();
    for (const Attribute& attribute : attributes) {
      const char* const value = attribute.value.empty() ? "" : attribute.value.data();
      words_.insert(words_.end(), {as_xml(attribute.name), nullptr, nullptr, as_xml(value),
                                   as_xml(value + attribute.value.size())});
    }
    sax_->startElementNs(data_, as_xml(name), nullptr, nullptr, 0, nullptr,
                         static_cast<int>(words_.size() / kWords), 0, words_.data());
  }
  void end(const char* name) override { sax_->endElementNs(data_, as_xml(name), nullptr, nullptr); }

 private:
  static void note(void* self, ReportedError* error) {
    Fault fault = translate(*error);
    auto& faults = static_cast<Validation*>(self)->faults_;
    // One value may break several rules of its type: libxml2 tells of each.
    if (faults.empty() || faults.back() != fault) faults.push_back(std::move(fault));
  }

  Owned<xmlSchemaValidCtxt> context_;
  xmlSAXHandlerPtr sax_ = nullptr;
  void* data_ = nullptr;
  xmlSchemaSAXPlugPtr plug_ = nullptr;
  std::vector<const xmlChar*> words_;
};

class CompiledSchema final : public XsdSchema {
 public:
  explicit CompiledSchema(Owned<xmlSchema> schema) : schema_(std::move(schema)) {}
  [[nodiscard]] std::unique_ptr<XsdValidation> begin() const override {
    return std::make_unique<Validation>(schema_.get());
  }

 private:
  Owned<xmlSchema> schema_;
};

}  // namespace

extern "C" XsdSchema* grif_compile_xsd(const char* text, std::size_t size) {
  xmlInitParser();
  const Owned<xmlSchemaParserCtxt> parser(xmlSchemaNewMemParserCtxt(text, static_cast<int>(size)));
  if (parser == nullptr) return nullptr;
  xmlSchemaSetParserStructuredErrors(
      parser.get(), [](void*, ReportedError*) {}, nullptr);
  Owned<xmlSchema> schema(xmlSchemaParse(parser.get()));
  if (schema == nullptr) return nullptr;
  return new CompiledSchema(std::move(schema));
}

}  // namespace grif
