#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

#include "expression/arithmetic.hpp"
#include "expression/compare.hpp"
#include "expression/machine.hpp"

namespace grif {

/// What each function does to a list; nothing for those that work on something else.
struct ListCalls {
  using Method = Value (Machine::*)(const Node&, const Call&, Machine::Values);
  static constexpr std::size_t kFunctions = static_cast<std::size_t>(Function::year) + 1;

  static constexpr std::array<Method, kFunctions> make() {
    std::array<Method, kFunctions> methods{};
    const auto set = [&methods](Method method, std::initializer_list<Function> functions) {
      for (const Function function : functions)
        methods[static_cast<std::size_t>(function)] = method;
    };
    set(&Machine::count_items, {Function::count});
    set(&Machine::end_item, {Function::first, Function::last});
    set(&Machine::filter_items, {Function::where, Function::find, Function::any, Function::all});
    set(&Machine::map_items, {Function::map});
    set(&Machine::sort_items, {Function::sort});
    set(&Machine::group_items, {Function::group, Function::duplicates});
    set(&Machine::keep_unique, {Function::unique});
    set(&Machine::find_by_key, {Function::lookup});
    set(&Machine::measure_items, {Function::sum, Function::mean, Function::median});
    set(&Machine::extreme_of, {Function::min, Function::max});
    set(&Machine::share_of, {Function::share});
    set(&Machine::join_items, {Function::join});
    set(&Machine::slice_items, {Function::reverse, Function::slice, Function::take});
    set(&Machine::flatten_items, {Function::flatten});
    return methods;
  }
};

Value Machine::call_on_list(const Node& node, const Call& call, Values items) {
  static constexpr auto kOnLists = ListCalls::make();
  if (!spend(1, node.offset)) return {};
  const ListCalls::Method method = kOnLists[static_cast<std::size_t>(call.function)];
  assert(method != nullptr && "spec_of says which functions work on lists");
  return (this->*method)(node, call, items);
}

Value Machine::end_item(const Node& /*node*/, const Call& call, Values items) {
  if (items.empty()) return {};
  return call.function == Function::first ? items.front() : items.back();
}

Value Machine::count_items(const Node& /*node*/, const Call& /*call*/, Values items) {
  if (e_.trace != nullptr) {
    for (const Value& item : items) {
      const Table* table = item.is(Value::Type::record) ? table_of(item.as_record()) : nullptr;
      if (table != nullptr) e_.trace->push_back(table->rows[item.as_record().row].place);
    }
  }
  return Value::integer(static_cast<std::int64_t>(items.size()));
}

Value Machine::filter_items(const Node& node, const Call& call, Values items) {
  std::vector<Value> kept;
  const std::size_t traced = e_.trace != nullptr ? e_.trace->size() : 0;
  for (const Value& item : items) {
    const std::size_t before = e_.trace != nullptr ? e_.trace->size() : 0;
    e_.frame[call.item] = item;
    const Truth truth = run_condition(call.arguments[0]);
    if (failed_) return {};
    if (truth == Truth::faulty) return Value::faulty();
    const bool yes = truth == Truth::yes;
    if (yes ? call.function == Function::any : call.function == Function::all) {
      // Only the item that decides says why.
      if (e_.trace != nullptr) {
        e_.trace->erase(e_.trace->begin() + static_cast<std::ptrdiff_t>(traced),
                        e_.trace->begin() + static_cast<std::ptrdiff_t>(before));
      }
      return Value::boolean(yes);
    }
    if (call.function == Function::find && yes) return item;
    // The cells of an item that is left out do not contribute.
    if (!yes && e_.trace != nullptr && call.function != Function::any) e_.trace->resize(before);
    if (yes && call.function == Function::where) kept.push_back(item);
  }
  if (call.function == Function::where) return keep_list(kept, node.offset);
  if (call.function == Function::find) return {};
  return Value::boolean(call.function == Function::all);
}

Value Machine::map_items(const Node& node, const Call& call, Values items) {
  std::vector<Value> results;
  results.reserve(items.size());
  for (const Value& item : items) {
    e_.frame[call.item] = item;
    results.push_back(run(call.arguments[0]));
    if (failed_) return {};
    if (results.back().is_faulty()) return Value::faulty();
  }
  return keep_list(results, node.offset);
}

// ---- Keys ---------------------------------------------------------------------------------------

Value Machine::key_of(const Call& call, const Value& item) {
  if (call.count == 0) return item;
  e_.frame[call.item] = item;
  return run(call.arguments[0]);
}

bool Machine::take_keys(const Node& node, const Call& call, Values items,
                        std::vector<Value>& keys) {
  if (!spend(items.size(), node.offset)) return false;
  keys.reserve(items.size());
  for (const Value& item : items) {
    keys.push_back(key_of(call, item));
    if (failed_) return false;
    if (keys.back().is_faulty()) {
      unusable_ = keys.back();
      return false;
    }
  }
  return check_keys(node, call, keys);
}

/// Keys whose types the compiler could not know are checked here: all of one class, and of one that
/// the function takes.
bool Machine::check_keys(const Node& node, const Call& call, Values keys) {
  const Argument wanted = spec_of(call.function).arguments[0];
  const Value* first = nullptr;
  for (const Value& key : keys) {
    if (key.is_missing()) continue;
    const ValueClass key_class = class_of(key);
    bool fits = key_class == ValueClass::number;
    std::string_view words = "number";
    if (wanted == Argument::order_key) {
      fits = fits || key_class == ValueClass::text || key_class == ValueClass::date;
      words = "number, text, date";
    } else if (wanted == Argument::equal_key) {
      fits = key_class != ValueClass::other && key_class != ValueClass::real &&
             !key.is(Value::Type::ratio);
      words = "text, number, date, term, boolean, record";
    }
    if (!fits) {
      fail_type(node.offset, spec_of(call.function).info.name, words, key);
      return false;
    }
    if (first != nullptr && class_of(*first) != key_class) {
      fail(Kind::types_differ, node.offset,
           {spec_of(call.function).info.name, type_name(first->type()), type_name(key.type())});
      return false;
    }
    if (first == nullptr) first = &key;
  }
  return true;
}

Value Machine::sort_items(const Node& node, const Call& call, Values items) {
  std::vector<Value> keys;
  if (!take_keys(node, call, items, keys)) return failed_ ? Value{} : unusable_;
  constexpr std::uint64_t kStepsPerItem = 16;  // about the comparisons of an item
  if (!spend(items.size() * kStepsPerItem, node.offset)) return {};
  std::vector<std::uint32_t> order(items.size());
  std::iota(order.begin(), order.end(), 0U);
  const bool down = call.count > 1 && call.choice == 1;
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    if (keys[a].is_missing() || keys[b].is_missing())
      return keys[b].is_missing() && !keys[a].is_missing();
    const std::strong_ordering by_key = compare_values(keys[a], keys[b]);
    return down ? by_key > 0 : by_key < 0;
  });
  std::vector<Value> sorted;
  sorted.reserve(items.size());
  for (const std::uint32_t i : order) sorted.push_back(items[i]);
  return keep_list(sorted, node.offset);
}

Value Machine::group_items(const Node& node, const Call& call, Values items) {
  std::vector<Value> keys;
  if (!take_keys(node, call, items, keys)) return failed_ ? Value{} : unusable_;
  const bool only_repeated = call.function == Function::duplicates;
  KeyIndex index;
  std::vector<std::uint32_t> numbers;
  std::vector<std::vector<Value>> members;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (only_repeated && keys[i].is_missing()) continue;
    const std::uint32_t number = index.add(keys[i]);
    if (number == members.size()) {
      members.emplace_back();
      numbers.push_back(static_cast<std::uint32_t>(i));
    }
    members[number].push_back(items[i]);
  }
  std::vector<Value> groups;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (only_repeated && members[i].size() < 2) continue;
    const Value parts[] = {keys[numbers[i]], keep_list(members[i], node.offset)};
    groups.push_back(keep_list(parts, node.offset));
    if (failed_) return {};
  }
  return keep_list(groups, node.offset);
}

Value Machine::keep_unique(const Node& node, const Call& call, Values items) {
  std::vector<Value> keys;
  if (!take_keys(node, call, items, keys)) return failed_ ? Value{} : unusable_;
  KeyIndex index;
  std::vector<Value> kept;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (index.add(keys[i]) == kept.size()) kept.push_back(items[i]);
  return keep_list(kept, node.offset);
}

Value Machine::find_by_key(const Node& node, const Call& call, Values items) {
  const Value sought = run(call.arguments[1]);
  if (failed_ || sought.is_missing() || sought.is_faulty())
    return sought.is_faulty() ? sought : Value{};
  for (const Value& item : items) {
    const std::size_t before = e_.trace != nullptr ? e_.trace->size() : 0;
    const Value key = key_of(call, item);
    if (failed_) return {};
    if (key.is_faulty()) return key;
    if (!key.is_missing()) {
      if (class_of(key) == ValueClass::other || class_of(key) != class_of(sought)) {
        return fail(Kind::types_differ, node.offset,
                    {"lookup", type_name(key.type()), type_name(sought.type())});
      }
      if (are_equal(key, sought)) return item;
    }
    if (e_.trace != nullptr) e_.trace->resize(before);
  }
  return {};
}

// ---- Figures ------------------------------------------------------------------------------------

Value Machine::measure_items(const Node& node, const Call& call, Values items) {
  std::vector<Value> numbers;
  if (!take_keys(node, call, items, numbers)) return failed_ ? Value{} : unusable_;
  std::erase_if(numbers, [](const Value& v) { return v.is_missing(); });
  if (call.function == Function::median) return median_of(node, numbers);
  const Value sum = sum_of(node, numbers, !items.empty());
  if (failed_ || call.function == Function::sum || sum.is_missing() || numbers.empty())
    return call.function == Function::sum ? sum : Value{};
  const auto count = Value::integer(static_cast<std::int64_t>(numbers.size()));
  const auto mean = divide_numbers(sum, count, *e_.arena);
  return mean ? *mean : fail(Kind::number_overflow, node.offset, {"mean"});
}

Value Machine::sum_of(const Node& node, Values numbers, bool any_items) {
  if (numbers.empty() && any_items) return {};
  Value sum = Value::integer(0);
  for (const Value& number : numbers) {
    const auto next = add_numbers(sum, number, *e_.arena);
    if (!next) return fail(Kind::number_overflow, node.offset, {"sum"});
    sum = *next;
  }
  return sum;
}

Value Machine::median_of(const Node& node, Values numbers) {
  if (numbers.empty()) return {};
  std::vector<Value> sorted(numbers.begin(), numbers.end());
  std::ranges::stable_sort(
      sorted, [](const Value& a, const Value& b) { return compare_numbers(a, b) < 0; });
  const std::size_t middle = sorted.size() / 2;
  const bool odd = sorted.size() % 2 == 1;
  const auto sum = odd ? std::optional(sorted[middle])
                       : add_numbers(sorted[middle - 1], sorted[middle], *e_.arena);
  const auto median =
      sum ? divide_numbers(*sum, Value::integer(odd ? 1 : 2), *e_.arena) : std::nullopt;
  return median ? *median : fail(Kind::number_overflow, node.offset, {"median"});
}

Value Machine::extreme_of(const Node& node, const Call& call, Values items) {
  std::vector<Value> keys;
  if (!take_keys(node, call, items, keys)) return failed_ ? Value{} : unusable_;
  Value best;
  for (const Value& key : keys) {
    if (key.is_missing()) continue;
    if (best.is_missing()) {
      best = key;
      continue;
    }
    const std::strong_ordering order = compare_values(key, best);
    if (call.function == Function::min ? order < 0 : order > 0) best = key;
  }
  return best;
}

Value Machine::share_of(const Node& node, const Call& call, Values items) {
  std::int64_t yes = 0;
  for (const Value& item : items) {
    e_.frame[call.item] = item;
    const Truth truth = run_condition(call.arguments[0]);
    if (failed_) return {};
    if (truth == Truth::faulty) return Value::faulty();
    yes += truth == Truth::yes ? 1 : 0;
  }
  if (items.empty()) return {};
  const auto all = Value::integer(static_cast<std::int64_t>(items.size()));
  const auto share = divide_numbers(Value::integer(yes), all, *e_.arena);
  return share ? *share : fail(Kind::number_overflow, node.offset, {"share"});
}

// ---- Lists made of lists ------------------------------------------------------------------------

Value Machine::join_items(const Node& node, const Call& call, Values items) {
  std::string_view separator;
  if (!take_text(call, 0, separator)) return failed_ ? Value{} : unusable_;
  std::string text;
  bool any = false;
  for (const Value& item : items) {
    if (!spend(1 + separator.size() / 16, node.offset)) return {};
    const std::size_t before = text.size();
    if (any) text += separator;
    if (append_printed(text, item, node.offset)) {
      any = true;
    } else if (failed_ || unusable_.is_faulty()) {
      return failed_ ? Value{} : unusable_;
    } else {
      text.resize(before);
    }
  }
  return any ? keep_text(text, node.offset) : Value{};
}

Value Machine::slice_items(const Node& node, const Call& call, Values items) {
  if (call.function == Function::reverse) {
    std::vector<Value> reversed(items.rbegin(), items.rend());
    return keep_list(reversed, node.offset);
  }
  constexpr std::int64_t kMost = std::int64_t{1} << 32;
  std::int64_t start = 0;
  std::int64_t count = kMost;
  const bool is_take = call.function == Function::take;
  if (!take_whole(call, 0, kMost, is_take ? count : start)) return failed_ ? Value{} : unusable_;
  if (call.count > 1 && !take_whole(call, 1, kMost, count)) return failed_ ? Value{} : unusable_;
  const auto first = std::min(static_cast<std::size_t>(start), items.size());
  return Value::list(
      items.subspan(first, std::min(static_cast<std::size_t>(count), items.size() - first)));
}

Value Machine::flatten_items(const Node& node, const Call& /*call*/, Values items) {
  std::vector<Value> flat;
  for (const Value& item : items) {
    if (item.is_missing()) continue;
    if (item.is_faulty()) return item;
    if (!item.is(Value::Type::list))
      return fail_type(node.offset, "flatten", "list of lists", item);
    flat.insert(flat.end(), item.as_list().begin(), item.as_list().end());
    if (!spend(item.as_list().size(), node.offset)) return {};
  }
  return keep_list(flat, node.offset);
}

}  // namespace grif
