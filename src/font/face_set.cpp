#include <array>
#include <mutex>

#include <fmt/format.h>

#include "core/text.hpp"
#include "font/face.hpp"

namespace grif {

namespace {

constexpr std::uint64_t kLargestFontFile = 64 * 1024 * 1024;
constexpr std::uint64_t kLargestFacesFile = 1024 * 1024;
constexpr std::size_t kMostFaces = 255;

/// A face as declared. What stands behind `once` is written by the first thread that needs it.
struct DeclaredFace {
  std::string family, package;
  bool bold = false, italic = false, sans = false;
  std::vector<std::string> files;
  mutable std::once_flag once;
  mutable std::optional<Face> face;
  mutable std::string fault;  ///< why it could not be loaded; empty: no candidate file exists
};

struct FamilyName {
  std::string name, family;
};

struct StyleName {
  std::string_view name;
  bool bold, italic;
};
constexpr std::array kStyles{StyleName{"regular", false, false}, StyleName{"bold", true, false},
                             StyleName{"italic", false, true},
                             StyleName{"bold-italic", true, true}};

std::unique_ptr<DeclaredFace> read_face_line(const std::vector<std::string_view>& fields) {
  if (fields.size() < 5 || fields[0] != "face") return nullptr;
  for (const StyleName& style : kStyles) {
    if (style.name != fields[2]) continue;
    auto face = std::make_unique<DeclaredFace>();
    face->family = fields[1];
    face->bold = style.bold;
    face->italic = style.italic;
    face->package = fields[3];
    face->sans = face->family.find("Sans") != std::string::npos;
    for (std::size_t i = 4; i < fields.size(); ++i)
      if (!fields[i].empty()) face->files.emplace_back(fields[i]);
    return face;
  }
  return nullptr;
}

}  // namespace

struct FaceSet::Impl {
  World* world = nullptr;
  std::vector<std::unique_ptr<DeclaredFace>> faces;
  std::vector<FamilyName> names;
  Face empty = Face::empty();
  mutable std::mutex missing_mutex;
  mutable std::vector<bool> missing;  ///< by face: was asked for by name and could not be had
  mutable std::string missing_part, missing_part_reason;

  /// The face, read from its first existing file on first use; null if that failed.
  const Face* load(FaceId id) const;
  [[nodiscard]] std::string_view family_of(std::string_view name) const;
  [[nodiscard]] std::optional<FaceId> declared(std::string_view family, bool bold,
                                               bool italic) const;
  /// The declared faces in the order in which they replace `wanted`: its own style first, its own
  /// kind (serif or sans) first, then the upright regular ones.
  template <typename Visit>
  std::optional<FaceId> find_replacement(FaceId wanted, const Visit& accepts) const;
  void note_missing(FaceId id) const;
};

const Face* FaceSet::Impl::load(FaceId id) const {
  const DeclaredFace& declared = *faces[id];
  std::call_once(declared.once, [&] {
    for (const std::string& file : declared.files) {
      const auto type = world->entry_type(file);
      if (!type || *type == World::EntryType::none) continue;
      auto bytes = world->map_file(file, kLargestFontFile);
      if (!bytes) {
        declared.fault = fmt::format("{}: {}", file, bytes.fault.reason);
        return;
      }
      declared.face =
          Face::load(std::move(*bytes), declared.family, declared.bold, declared.italic);
      if (!declared.face) declared.fault = file;
      return;
    }
  });
  return declared.face ? &*declared.face : nullptr;
}

std::string_view FaceSet::Impl::family_of(std::string_view name) const {
  for (const FamilyName& alias : names)
    if (alias.name == name) return alias.family;
  return name;
}

std::optional<FaceId> FaceSet::Impl::declared(std::string_view family, bool bold,
                                              bool italic) const {
  for (std::size_t id = 0; id < faces.size(); ++id) {
    const DeclaredFace& face = *faces[id];
    if (face.family == family && face.bold == bold && face.italic == italic)
      return static_cast<FaceId>(id);
  }
  return std::nullopt;
}

template <typename Visit>
std::optional<FaceId> FaceSet::Impl::find_replacement(FaceId wanted, const Visit& accepts) const {
  const DeclaredFace& model = *faces[wanted];
  for (const bool own_style : {true, false}) {
    for (const bool own_kind : {true, false}) {
      for (std::size_t i = 0; i < faces.size(); ++i) {
        const DeclaredFace& face = *faces[i];
        const bool same_style = own_style ? face.bold == model.bold && face.italic == model.italic
                                          : !face.bold && !face.italic;
        const auto id = static_cast<FaceId>(i);
        if (id != wanted && same_style && (face.sans == model.sans) == own_kind && accepts(id))
          return id;
      }
    }
  }
  return std::nullopt;
}

void FaceSet::Impl::note_missing(FaceId id) const {
  const std::lock_guard lock(missing_mutex);
  missing[id] = true;
}

FaceSet::FaceSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FaceSet::FaceSet(FaceSet&&) noexcept = default;
FaceSet& FaceSet::operator=(FaceSet&&) noexcept = default;
FaceSet::~FaceSet() = default;

std::optional<FaceSet> FaceSet::load(const std::string& faces_file, World& world, Sources& sources,
                                     Diagnostics& diagnostics) {
  const auto text = world.read_file(faces_file, kLargestFacesFile);
  const SourceId source = sources.add(faces_file);
  if (!text) {
    diagnostics.report(Kind::faces_file_unreadable, Place::whole(source),
                       {describe(text.fault, diagnostics.language())});
    return std::nullopt;
  }
  auto impl = std::make_unique<Impl>();
  impl->world = &world;
  std::uint32_t line_number = 0;
  for (const std::string_view line : split(*text, '\n')) {
    ++line_number;
    if (trimmed(line).empty() || line.front() == '#') continue;
    const std::vector<std::string_view> fields = split(trimmed(line), '\t');
    if (fields[0] == "name" && fields.size() == 3) {
      impl->names.push_back({std::string(fields[1]), std::string(fields[2])});
    } else if (auto face = read_face_line(fields); face && impl->faces.size() < kMostFaces) {
      impl->faces.push_back(std::move(face));
    } else {
      diagnostics.report(Kind::faces_line_wrong, Place::position(source, line_number, 1),
                         {trimmed(line)});
    }
  }
  if (impl->faces.empty()) {
    diagnostics.report(Kind::faces_none_declared, Place::whole(source));
    return std::nullopt;
  }
  impl->missing.assign(impl->faces.size(), false);
  return FaceSet(std::move(impl));
}

FaceId FaceSet::find(std::string_view family, bool bold, bool italic) const {
  const std::string_view known = impl_->family_of(family);
  // A family that nobody declared gets the first one; one without the style, its nearest style.
  std::optional<FaceId> wanted = impl_->declared(known, bold, italic);
  if (!wanted) wanted = impl_->declared(known, bold, false);
  if (!wanted) wanted = impl_->declared(known, false, italic);
  if (!wanted) wanted = impl_->declared(known, false, false);
  if (!wanted) wanted = impl_->declared(impl_->faces.front()->family, bold, italic);
  if (!wanted) wanted = FaceId{0};
  if (impl_->load(*wanted) != nullptr) return *wanted;
  impl_->note_missing(*wanted);
  const auto loads = [&](FaceId id) { return impl_->load(id) != nullptr; };
  return impl_->find_replacement(*wanted, loads).value_or(*wanted);
}

bool FaceSet::knows(std::string_view family) const {
  const std::string_view known = impl_->family_of(family);
  for (const auto& face : impl_->faces)
    if (face->family == known) return true;
  return false;
}

const Face& FaceSet::at(FaceId id) const {
  const Face* face = id < impl_->faces.size() ? impl_->load(id) : nullptr;
  return face != nullptr ? *face : impl_->empty;
}

std::size_t FaceSet::size() const { return impl_->faces.size(); }

std::optional<FaceId> FaceSet::fallback(FaceId wanted, char32_t code_point) const {
  const auto has_it = [&](FaceId id) {
    const Face* face = impl_->load(id);
    return face != nullptr && face->glyph(code_point) != 0;
  };
  if (has_it(wanted)) return wanted;
  return impl_->find_replacement(wanted, has_it);
}

void FaceSet::note_missing_part(std::string_view module, std::string_view reason) const {
  const std::lock_guard lock(impl_->missing_mutex);
  impl_->missing_part = module;
  impl_->missing_part_reason = reason;
}

bool FaceSet::report_missing(Place place, Diagnostics& diagnostics) const {
  const std::lock_guard lock(impl_->missing_mutex);
  if (!impl_->missing_part.empty())
    diagnostics.report(Kind::writer_missing, place,
                       {impl_->missing_part, impl_->missing_part_reason});
  for (std::size_t i = 0; i < impl_->faces.size(); ++i) {
    if (!impl_->missing[i]) continue;
    const DeclaredFace& face = *impl_->faces[i];
    if (face.fault.empty()) {
      diagnostics.report(
          Kind::font_missing, place,
          {face.family, face.files.empty() ? std::string() : face.files.front(), face.package});
    } else {
      diagnostics.report(Kind::font_broken, place, {face.family, face.fault, face.package});
    }
  }
  return impl_->missing_part.empty();
}

}  // namespace grif
