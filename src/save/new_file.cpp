#include <cerrno>

#include "save/save.hpp"

namespace grif {
namespace {

std::string_view advise_new_file(const SystemFault& fault, bool russian) {
  switch (fault.code) {
    case ENOSPC:
    case EDQUOT:
      return russian ? "освободите место и повторите" : "free some space, then repeat";
    case ENOENT:
    case ENOTDIR:
      return russian ? "назовите файл в папке, которая есть"
                     : "name a file in a folder that exists";
    case ENAMETOOLONG:
      return russian ? "дайте файлу имя покороче" : "give the file a shorter name";
    default:
      return russian ? "назовите файл в папке, в которую можно писать"
                     : "name a file in a folder that you may write to";
  }
}

}  // namespace

bool save_new_file(const std::string& path, std::string_view bytes, World& world,
                   Diagnostics& diagnostics) {
  const auto refuse = [&](const SystemFault& fault) {
    const Language language = diagnostics.language();
    if (fault.code == EEXIST)
      diagnostics.report(Kind::form_exists, Place::nowhere(), {path});
    else
      diagnostics.report(
          Kind::cannot_write, Place::nowhere(),
          {path, describe(fault, language), advise_new_file(fault, language == Language::russian)});
    return false;
  };
  // No rename: that would replace a file that somebody made in between. What is cut by a refusal is
  // taken away again.
  const auto written = world.write_new_file(path, bytes);
  if (!written) return refuse(written.fault);
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "."
                             : slash == 0               ? "/"
                                                        : path.substr(0, slash);
  const auto durable = world.sync({path, folder});
  if (durable) return true;
  world.remove_file(path);
  return refuse(durable.fault);
}

}  // namespace grif
