#include "core/capture/bundledcaptures.h"

#include "core/capture/capturereader.h"

#include <QDir>
#include <QFile>

// Q_INIT_RESOURCE must be called outside any namespace; a static library's resource needs it.
static void initialiseCaptureResource()
{
    Q_INIT_RESOURCE(captures);
}

namespace stanscope {

std::vector<BundledCapture> bundledCaptures()
{
    initialiseCaptureResource();
    std::vector<BundledCapture> list;
    const QDir folder(QStringLiteral(":/captures"));
    for (const QString& name :
         folder.entryList({QStringLiteral("*.stanscope")}, QDir::Files, QDir::Name)) {
        BundledCapture one;
        one.id = name.chopped(QStringLiteral(".stanscope").size());
        one.scenario = one.id.section(u'-', 0, -2).toStdString();
        one.handler =
            fromText<Handler>(one.id.section(u'-', -1).toStdString()).value_or(one.handler);
        one.path = folder.filePath(name);
        auto reader = CaptureReader::open(one.path);
        const auto events = reader ? reader->read(0) : std::vector<Event>{};
        if (!events || events->empty())
            continue;
        if (const auto* run = std::get_if<laboratory::RunStarted>(&events->front().body))
            one.title = run->title;
        list.push_back(std::move(one));
    }
    return list;
}

QString captureFile(const QString& name)
{
    initialiseCaptureResource();
    const QString bundled = QStringLiteral(":/captures/%1.stanscope").arg(name);
    return QFile::exists(bundled) ? bundled : name;
}

} // namespace stanscope
