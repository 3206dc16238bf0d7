#pragma once

#include <QString>

#include <optional>

namespace stanscope {

/// A JSON object or array with spaces and line breaks of its own, each token as it was: members
/// keep their order, numbers their digits. What fits into `columns` stands on one line. Nothing
/// where the text is none.
std::optional<QString> laidOutJson(const QString& text, int columns);

} // namespace stanscope
