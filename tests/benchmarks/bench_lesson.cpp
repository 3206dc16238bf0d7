#include "app/sourceswitch.h"
#include "core/capture/bundledcaptures.h"
#include "core/scenario/laboratory.h"
#include "ui/mainwindow/lessondesk.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/panels/playerstrip.h"
#include "ui/panels/summarycard.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

// A frame while a lesson is played, at 1440x900 with software rendering. `paint`: one update of a
// window, from the request to what is drawn. `busy`: everything that the window's thread did since
// the frame before (the moment folded, models, texts, layouts) and the paint: what has to be done
// in 33 ms for 30 frames a second. `apart`: the time between two frames while the picture moves.
// Each recording is played through, then gone through step by step, back, and on again; with
// `--presenter` on the presenter's screen as well; with `--live` a lesson that runs meanwhile on a
// real broker, whose processes share the machine. Prints figures; asserts nothing.
//   bench_lesson [--live] [--presenter]

using namespace stanscope;
using namespace Qt::StringLiterals;

namespace {

constexpr int readingMs = 150; // at each step
constexpr int longestMs = 180'000;

/// Notes how long the event loop is at work, and how much of it paints.
class MeasuredApplication : public QApplication
{
public:
    MeasuredApplication(int& argc, char** argv)
        : QApplication(argc, argv)
    {
        m_clock.start();
    }

    bool notify(QObject* receiver, QEvent* event) override
    {
        const bool isFrame = event->type() == QEvent::UpdateRequest;
        const bool isOuter = m_depth++ == 0;
        const qint64 begun = m_clock.nsecsElapsed();
        const bool handled = QApplication::notify(receiver, event);
        const qint64 taken = m_clock.nsecsElapsed() - begun;
        --m_depth;
        if (isOuter)
            m_busy += taken;
        if (isFrame && m_measures && isOuter) {
            paints.push_back(ms(taken));
            busy.push_back(ms(m_busy));
            if (m_last != 0)
                apart.push_back(ms(begun - m_last));
            m_last = begun;
        }
        if (isFrame && isOuter)
            m_busy = 0;
        return handled;
    }

    void measure(bool measures)
    {
        m_measures = measures;
        m_last = 0;
        m_busy = 0;
    }
    /// Nothing moves for a while: the time to the next frame is none.
    void pause() { m_last = 0; }

    std::vector<double> paints;
    std::vector<double> busy;
    std::vector<double> apart;

private:
    static double ms(qint64 nanoseconds) { return static_cast<double>(nanoseconds) / 1e6; }

    QElapsedTimer m_clock;
    qint64 m_busy = 0;
    qint64 m_last = 0;
    int m_depth = 0;
    bool m_measures = false;
};

void print(const char* what, std::vector<double>& values)
{
    if (values.empty()) {
        std::printf("  %s: none", what);
        return;
    }
    std::sort(values.begin(), values.end());
    const auto at = [&](double rank) {
        return values[static_cast<std::size_t>(rank * static_cast<double>(values.size() - 1))];
    };
    std::printf("  %s p50 %6.2f  p99 %6.2f  max %6.2f", what, at(0.5), at(0.99), at(1));
    values.clear();
}

void report(MeasuredApplication& application, const QString& what)
{
    std::printf("%-34s %5zu frames, ms", qPrintable(what), application.paints.size());
    print("paint", application.paints);
    print("busy", application.busy);
    print("apart", application.apart);
    std::printf("\n");
    std::fflush(stdout);
}

/// Runs the event loop until it is so.
template <typename Is>
bool wait(const Is& is, int most = longestMs)
{
    QEventLoop loop;
    QTimer look;
    QElapsedTimer since;
    since.start();
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (is() || since.elapsed() > most)
            loop.quit();
    });
    look.start(5);
    loop.exec();
    return is();
}

void pause(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

class Reader
{
public:
    Reader(MeasuredApplication& application, MainWindow& window)
        : m_application(application)
        , m_desk(*window.lessonDesk())
        , m_player(*window.findChild<PlayerStrip*>(u"playerStrip"_s))
        , m_summary(*window.findChild<SummaryCard*>(u"summaryCard"_s))
    {
    }

    /// Its first picture is there; whoever opens it is not measured.
    bool begins()
    {
        return wait([this] { return m_desk.isOpen() && m_player.view().count > 0; });
    }
    void playThrough()
    {
        emit m_desk.playAsked(true);
        wait([this] { return m_summary.isVisible(); });
    }
    /// So many steps back, each with its way.
    void goBack(int steps)
    {
        for (int step = 0; step < steps; ++step) {
            const std::size_t before = m_player.view().passed;
            if (before == 0)
                return;
            emit m_desk.backAsked();
            wait([&] { return m_player.view().passed != before; });
            pause(1000);
        }
    }
    void goOn()
    {
        while (!m_summary.isVisible()) {
            const std::size_t before = m_player.view().passed;
            emit m_desk.nextAsked();
            if (!wait([&] { return m_player.view().passed != before || m_summary.isVisible(); }))
                return;
            pause(readingMs);
            m_application.pause();
        }
    }

private:
    MeasuredApplication& m_application;
    LessonDesk& m_desk;
    PlayerStrip& m_player;
    SummaryCard& m_summary;
};

void benchmarkRecording(MeasuredApplication& application, SourceSwitch& source, MainWindow& window,
                        const QString& id)
{
    source.open(u":/captures/%1.stanscope"_s.arg(id), true);
    Reader reader(application, window);
    if (!reader.begins()) {
        std::printf("%s: it does not open\n", qPrintable(id));
        return;
    }
    pause(500);
    application.measure(true);
    reader.playThrough();
    application.measure(false);
    report(application, id + u", played"_s);
    application.measure(true);
    reader.goBack(4);
    reader.goOn();
    application.measure(false);
    report(application, id + u", back and on"_s);
}

void benchmarkLive(MeasuredApplication& application, SourceSwitch& source, MainWindow& window)
{
    RunOptions options;
    const auto scenarios = bundledScenarios();
    options.scenario = *std::ranges::find(scenarios, "case-1", &Scenario::id);
    options.handler = Handler::Ordered;
    source.run(options, true);
    Reader reader(application, window);
    if (!reader.begins()) {
        std::printf("the lesson does not begin: is the broker there?\n");
        return;
    }
    application.measure(true);
    reader.goOn();
    application.measure(false);
    report(application, u"case-1 ordered, as it runs"_s);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    MeasuredApplication application(argc, argv);
    const QTemporaryDir settings;
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, settings.path());
    MainWindow window(bundledScenarios());
    window.resize(1440, 900);
    SourceSwitch source(window);
    window.show();
    if (application.arguments().contains(u"--presenter"_s))
        window.findChild<QAction*>(u"presenter"_s)->setChecked(true);
    for (const auto* id : {"case-1-naive", "case-1-ordered", "case-2-inbox"})
        benchmarkRecording(application, source, window, QString::fromLatin1(id));
    if (application.arguments().contains(u"--live"_s))
        benchmarkLive(application, source, window);
    source.shutDown();
    return 0;
}
