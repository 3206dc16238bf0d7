// The long form of tests/integration/tst_mirrorproof.cpp: scripts/proof runs it.

#include "core/capture/capturereader.h"
#include "core/lab/lab.h"
#include "tests/support/mirrorproof.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <map>

using namespace Qt::StringLiterals;
using namespace stanscope;
using namespace stanscope::test;

namespace {

/// Folds a capture that --logs has left, with today's mirror, and scores its predictions.
int replay(const QString& path, int stories)
{
    auto reader = CaptureReader::open(path);
    if (!reader) {
        std::fprintf(stderr, "%s\n", reader.error().text.c_str());
        return 1;
    }
    MirrorProofSink sink(path + u".log"_s);
    std::unique_ptr<Lab> lab;
    std::uint64_t next = 0;
    while (true) {
        const auto events = reader->read(next);
        if (!events || events->empty())
            break;
        next += events->size();
        for (const Event& event : *events) {
            if (const auto* run = std::get_if<laboratory::RunStarted>(&event.body))
                lab = std::make_unique<Lab>(*run, event.time);
            lab->apply(event);
            sink.folded(event, *lab);
        }
    }
    MirrorProofFigures figures;
    figures.name = path;
    figures.deliveries = sink.deliveries();
    figures.add(sink.takeRedeliveries(), MachineWatch(), Nanos{});
    if (lab) {
        const auto snapshot = lab->snapshot();
        figures.addCheck(snapshot->check);
    }
    std::printf("%s", qPrintable(toText({figures}, stories)));
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Random load on a real broker of its own, with the mirror compared and its predictions scored."_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"seed"_s, u"First seed."_s, u"n"_s, u"1"_s},
        {u"rounds"_s, u"Runs of each kind, with consecutive seeds."_s, u"n"_s, u"1"_s},
        {u"seconds"_s, u"Duration of one run."_s, u"s"_s, u"60"_s},
        {u"rate"_s, u"Operations a second."_s, u"n"_s, u"20"_s},
        {u"clients"_s, u"Load workers."_s, u"n"_s, u"8"_s},
        {u"store"_s, u"file, memory, or both."_s, u"store"_s, u"both"_s},
        {u"restarts"_s, u"Restarts of the broker in a run; negative: a run without, a run with."_s,
         u"n"_s, u"-1"_s},
        {u"stories"_s, u"Mismatches and misses told, of each kind and run."_s, u"n"_s, u"20"_s},
        {u"replay"_s, u"Folds a capture of --logs again instead of running a load."_s, u"file"_s},
        {u"logs"_s, u"Folder for each watcher's events."_s, u"folder"_s},
    });
    parser.process(application);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);

    if (parser.isSet(u"replay"_s))
        return replay(parser.value(u"replay"_s), parser.value(u"stories"_s).toInt());

    std::vector<TestBroker::Store> stores;
    if (parser.value(u"store"_s) != "memory"_L1)
        stores.push_back(TestBroker::Store::File);
    if (parser.value(u"store"_s) != "file"_L1)
        stores.push_back(TestBroker::Store::Memory);
    const int restarts = parser.value(u"restarts"_s).toInt();
    std::vector<int> restartKinds{restarts};
    if (restarts < 0)
        restartKinds = {0, 4};
    std::vector<MirrorProofFigures> sums;
    std::map<QString, std::size_t> byName;
    for (int round = 0; round < parser.value(u"rounds"_s).toInt(); ++round) {
        for (const TestBroker::Store store : stores) {
            for (const int count : restartKinds) {
                MirrorProofOptions options;
                options.store = store;
                options.duration = std::chrono::seconds(parser.value(u"seconds"_s).toInt());
                options.restarts = count;
                options.load.seed =
                    parser.value(u"seed"_s).toULongLong() + static_cast<quint64>(round);
                options.load.operationsPerSecond = parser.value(u"rate"_s).toInt();
                options.load.clients = parser.value(u"clients"_s).toInt();
                options.logFolder = parser.value(u"logs"_s);
                const auto figures = MirrorProof(options).run();
                std::printf("== seed %llu\n%s\n",
                            static_cast<unsigned long long>(options.load.seed),
                            qPrintable(toText(figures, parser.value(u"stories"_s).toInt())));
                for (const MirrorProofFigures& one : figures) {
                    const auto [known, isNew] = byName.try_emplace(one.name, sums.size());
                    if (isNew)
                        sums.push_back(one);
                    else
                        sums[known->second].add(one);
                }
                if (figures.empty())
                    return 1;
            }
        }
    }
    std::printf("== all\n%s", qPrintable(toText(sums, 0)));
    return 0;
}
