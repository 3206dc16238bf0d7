#include "core/service/servicehost.h"

#include "core/service/exitcodes.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <utility>

namespace stanscope {

namespace {

/// A signal handler can reach nothing else; one host per process, as there is one SIGTERM per
/// process.
std::atomic<int> signalDescriptor{-1};

void noteSignal(int)
{
    const int savedErrno = errno;
    const std::uint64_t one = 1;
    static_cast<void>(!::write(signalDescriptor.load(), &one, sizeof one));
    errno = savedErrno;
}

void handle(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

} // namespace

ServiceHost::ServiceHost(ReportWriter& reports, int input, QObject* parent)
    : QObject(parent)
    , m_reports(reports)
    , m_input(input)
    , m_signals(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_inputNotifier(std::make_unique<QSocketNotifier>(input, QSocketNotifier::Read))
    , m_signalNotifier(std::make_unique<QSocketNotifier>(m_signals, QSocketNotifier::Read))
{
    signalDescriptor = m_signals;
    handle(SIGTERM, &noteSignal);
    handle(SIGINT, &noteSignal);
    handle(SIGPIPE, SIG_IGN);
    connect(m_inputNotifier.get(), &QSocketNotifier::activated, this, &ServiceHost::readInput);
    connect(m_signalNotifier.get(), &QSocketNotifier::activated, this, &ServiceHost::drainSignals);
}

ServiceHost::~ServiceHost()
{
    handle(SIGTERM, SIG_DFL);
    handle(SIGINT, SIG_DFL);
    m_signalNotifier.reset();
    ::close(m_signals);
}

void ServiceHost::dieWithParent(qint64 parent)
{
    if (parent == 0)
        return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The parent may have ended before the line above.
    if (getppid() != parent)
        std::_Exit(exitSoftware);
}

void ServiceHost::die(int exitCode, const Error& error)
{
    m_reports.write(ReportKind::Fatal, error.text, error.remedy);
    std::fprintf(stderr, "%s. %s\n", error.text.c_str(), error.remedy.c_str());
    // At once: other threads may be inside a database transaction, which must not commit any more.
    std::_Exit(exitCode);
}

void ServiceHost::readInput()
{
    std::array<char, maxServiceLine> bytes;
    const ssize_t count = ::read(m_input, bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        m_inputNotifier->setEnabled(false);
        return;
    }
    m_buffer.append(bytes.data(), static_cast<std::size_t>(count));
    std::size_t start = 0;
    for (std::size_t end = m_buffer.find('\n'); end != std::string::npos;
         end = m_buffer.find('\n', start)) {
        takeLine(std::string_view(m_buffer).substr(start, end - start));
        start = end + 1;
    }
    m_buffer.erase(0, start);
    if (m_buffer.size() > maxServiceLine) {
        m_skipping = true;
        m_buffer.clear();
    }
}

void ServiceHost::takeLine(std::string_view line)
{
    if (std::exchange(m_skipping, false)) {
        m_reports.write(ReportKind::Warning, "command ignored: line is longer than 65536 bytes");
        return;
    }
    const auto command = commandFromLine(line);
    if (!command)
        m_reports.write(ReportKind::Warning, "command ignored: " + command.error().text);
    else if (command->kind == ServiceCommandKind::Stop)
        emit stopRequested();
    else
        emit commandReceived(*command);
}

void ServiceHost::drainSignals()
{
    std::uint64_t count = 0;
    static_cast<void>(!::read(m_signals, &count, sizeof count));
    emit stopRequested();
}

} // namespace stanscope
