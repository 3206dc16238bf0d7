#include "app/display.h"

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <cstddef>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stanscope {

namespace {

/// Somebody listens on the socket; `abstract` sockets have no file.
bool isListening(const std::string& path, bool abstract)
{
    sockaddr_un address{};
    const std::size_t offset = abstract ? 1 : 0;
    if (path.size() + offset + 1 > sizeof address.sun_path)
        return false;
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return false;
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), std::begin(address.sun_path) + offset);
    const auto size =
        static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + offset + path.size());
    // The socket interface takes every address as a sockaddr.
    const bool connected =
        ::connect(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0;
    ::close(socket);
    return connected;
}

bool hasX11()
{
    const QString display = qEnvironmentVariable("DISPLAY");
    if (display.isEmpty())
        return false;
    static const QRegularExpression local(u"^(?:unix)?:([0-9]+)(?:\\.[0-9]+)?$"_s);
    const auto match = local.match(display);
    if (!match.hasMatch())
        return true; // another machine's: Qt will tell
    const std::string path = "/tmp/.X11-unix/X" + match.captured(1).toStdString();
    return isListening(path, false) || isListening(path, true);
}

/// As libwayland finds its compositor: an inherited connection, or a socket by name.
bool hasWayland()
{
    if (!qEnvironmentVariableIsEmpty("WAYLAND_SOCKET"))
        return true;
    const std::string display = qgetenv("WAYLAND_DISPLAY").toStdString();
    if (display.empty())
        return false;
    if (display.front() == '/')
        return isListening(display, false);
    return isListening(qgetenv("XDG_RUNTIME_DIR").toStdString() + '/' + display, false);
}

/// One of Qt's platforms, as in "xcb" or "offscreen:…".
bool works(const QString& platform)
{
    if (platform.startsWith(u"xcb"))
        return hasX11();
    if (platform.startsWith(u"wayland"))
        return hasWayland();
    return true; // it needs no display, or the user knows better
}

} // namespace

bool chooseDisplay()
{
    const QString wanted = qEnvironmentVariable("QT_QPA_PLATFORM");
    if (!wanted.isEmpty())
        return std::ranges::any_of(wanted.split(u';', Qt::SkipEmptyParts), works);
    const bool x11 = hasX11();
    const bool wayland = hasWayland();
    if (x11 != wayland)
        qputenv("QT_QPA_PLATFORM", x11 ? "xcb" : "wayland");
    return x11 || wayland;
}

} // namespace stanscope
