#include "testkit/application.h"

namespace stanscope::testkit {

std::shared_ptr<Application> Application::share()
{
    static std::weak_ptr<Application> shared;
    auto application = shared.lock();
    if (!application) {
        application.reset(new Application); // NOLINT(cppcoreguidelines-owning-memory): private
        shared = application;
    }
    return application;
}

Application::Application()
{
    if (QCoreApplication::instance())
        return;
    // They have to outlive it.
    static int count = 1;
    static char name[] = "stanscope-testkit";
    static char* arguments[] = {name, nullptr};
    m_own = std::make_unique<QCoreApplication>(count, arguments);
}

} // namespace stanscope::testkit
