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

bool refuse(const std::string& path, const SystemFault& fault, Diagnostics& diagnostics) {
  const Language language = diagnostics.language();
  diagnostics.report(
      Kind::cannot_write, Place::nowhere(),
      {path, describe(fault, language), advise_new_file(fault, language == Language::russian)});
  return false;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

bool save_new_file(const std::string& path, std::string_view bytes, World& world,
                   Diagnostics& diagnostics) {
  // No rename: that would replace a file that somebody made in between. What is cut by a refusal is
  // taken away again.
  const auto written = world.write_new_file(path, bytes);
  if (!written && written.fault.code == EEXIST) {
    diagnostics.report(Kind::form_exists, Place::nowhere(), {path});
    return false;
  }
  if (!written) return refuse(path, written.fault, diagnostics);
  const auto durable = world.sync({path, folder_of(path)});
  if (durable) return true;
  world.remove_file(path);
  return refuse(path, durable.fault, diagnostics);
}

bool save_whole_file(const std::string& path, std::string_view bytes, World& world,
                     Diagnostics& diagnostics) {
  constexpr int kMostTries = 20;
  const std::size_t slash = path.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  std::string beside;
  Outcome<Done> done;
  // One that is there is left of an interrupted run, or another run writes it just now.
  for (int number = 1; number <= kMostTries; ++number) {
    beside = path.substr(0, name) + ".grif-" + std::to_string(number) + "-" + path.substr(name);
    done = world.write_new_file(beside, bytes);
    if (done || done.fault.code != EEXIST) break;
  }
  if (!done) return refuse(path, done.fault, diagnostics);
  done = world.sync({beside});
  if (done) done = world.rename(beside, path);
  if (!done) {
    world.remove_file(beside);
    return refuse(path, done.fault, diagnostics);
  }
  // It is there and whole; whether it is durable is beyond us now.
  world.sync({folder_of(path)});
  return true;
}

}  // namespace grif
