#include "core/session/session.h"

namespace stanscope {

Session::~Session() = default;

QString Session::title() const
{
    return QString::fromStdString(snapshot()->title);
}

std::shared_ptr<Snapshot> emptySnapshot()
{
    auto history = std::make_shared<History>();
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->history = std::move(history);
    return snapshot;
}

} // namespace stanscope
