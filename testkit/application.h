#pragma once

#include <QCoreApplication>

#include <memory>

namespace stanscope::testkit {

/// Timers and sockets need a QCoreApplication: the program's own, or else one that lives as long as
/// a laboratory does.
class Application
{
public:
    /// Qt allows only one in a process, and so it is shared.
    static std::shared_ptr<Application> share();

private:
    Application();

    std::unique_ptr<QCoreApplication> m_own; ///< null: the program has one
};

} // namespace stanscope::testkit
