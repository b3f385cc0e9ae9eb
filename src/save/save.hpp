#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/world.hpp"

namespace grif {

/// One file of a document, complete in memory.
struct OutputFile {
  std::string format;     ///< `docx`
  std::string extension;  ///< without a full stop
  std::string bytes;
};

/// A document of this build. `status` is what the manifest says: `made`, `withheld` (its old
/// edition, if any, stays and becomes `stale`).
struct OutputDocument {
  std::string name;  ///< `roadmap`: also the name of its files
  std::string title;
  std::string kind;
  std::string fingerprint;  ///< of the templates and styles that its pages are made by
  bool made = false;
  bool personal_data = false;
  std::uint32_t pages = 0;
  std::vector<OutputFile> files;
};

/// Everything that a build gives to be saved.
struct Edition {
  std::string programme;
  std::string date;  ///< ISO, or empty: the date that the documents used
  /// Of everything that the edition is made from but what --only and --formats leave out, and the
  /// templates, of which each document has its own: files of one fingerprint belong together.
  std::string fingerprint;
  std::vector<OutputDocument> documents;
  struct Input {
    std::string path;  ///< as the user typed it
    std::string sha256;
  };
  std::vector<Input> inputs;  ///< kept in DIR/.grif/, never published
  std::vector<std::string> options;
};

/// What was saved, in the order of the documents: file names within the folder.
struct SavedFiles {
  bool saved = false;
  std::vector<std::string> names;  ///< written anew or found unchanged
};

/// SHA-256 of bytes as 64 small hex digits (FIPS 180-4).
std::string sha256_hex(std::string_view bytes);

/// Saves an edition into `folder` so that manifest and files always agree: a first build appears
/// whole by one rename, a rebuild is staged, journalled and renamed file by file, manifest last.
/// Files that were edited by hand or that Grif did not make are kept, the new edition is laid
/// beside them. What this build does not renew stays, marked `stale` where it is of an earlier
/// edition. The folder of another programme is refused. On any refusal nothing changes. An edition
/// of which nothing was made touches only a folder that Grif has built before.
SavedFiles save_edition(const std::string& folder, const Edition& edition, World& world,
                        Sources& sources, Diagnostics& diagnostics);

/// Saves a file of its own that is not there yet: one that is there, whatever it is, stays as it is
/// and is reported. False, with a message, where nothing was saved; then nothing is left behind.
bool save_new_file(const std::string& path, std::string_view bytes, World& world,
                   Diagnostics& diagnostics);

/// Saves a file of its own in the place of one that may be there: written beside it under another
/// name and renamed when it is whole, so that at any moment the old or the new one is there. False,
/// with a message, where it was not saved; then the old one is as it was.
bool save_whole_file(const std::string& path, std::string_view bytes, World& world,
                     Diagnostics& diagnostics);

}  // namespace grif
