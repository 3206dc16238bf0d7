#include "app/commandline.h"

namespace stanscope {

/// A translation for each part: a new option leaves the others' as they are.
QString CommandLine::help()
{
    const QStringList parts{
        tr(R"(stanscope, a laboratory for NATS Streaming and at-least-once delivery)"),
        tr(R"(Usage:
  stanscope [FILE.stanscope]      open the window, with a recording
  stanscope --replica-command CMD open the window; its replicas are CMD
  stanscope run SCENARIO          play a lesson without a window and judge it
  stanscope run --all [SCENARIO]… play each with every handler and compare with what it expects
  stanscope shot [SCENARIO] -o F  play a lesson and write a picture of the window
  stanscope shot CAPTURE -o F     the same of a recording, without a broker
  stanscope watch -s URL -c ID    watch any STAN application on its broker
  stanscope replay CAPTURE        play a capture again, without a broker
  stanscope scenarios             list the scenarios)"),
        tr(R"(SCENARIO is the id of one that is built in, such as case-1, or the path of a file (docs/scenarios.md).)"),
        tr(R"(Options of run and shot:
  --handler naive|ordered|inbox
                            how replicas decide (default: the scenario's, naive)
  --twin H,H                both at once, side by side, such as naive,ordered
  --db postgresql://USER@HOST:PORT/DATABASE
                            the bank's tables in PostgreSQL, in schemas of this run alone; the
                            password comes from PGPASSWORD or a passfile (default: SQLite)
  --replicas N              how many account replicas, 1 to 64
  --ack-wait S              AckWait in whole seconds, 1 to 3600
  --seed N                  whom a scenario takes that asks for a random one (default 1)
  --replica-command CMD     (run, window) CMD plays the account service, such as "node service.js"
  --json FILE               write what the run came to; "-" is standard output)"),
        tr(R"(  --all                     (run) the scenarios that are named, or all; a table of expected and got
  --junit FILE              (run --all) what came out, as JUnit XML; "-" is standard output
  --capture FILE            (run) record every event, for replay and the window
  --force                   (run) replace FILE of --capture where there is one
  --state FILE              (run) write the broker's state at the end as JSON)"),
        tr(R"(CMD is split at spaces, outside of double quotes; no shell reads it. Its environment has NATS_URL
(with the token), STAN_CLUSTER, STAN_CLIENT_ID, STAN_CHANNEL, STAN_QUEUE_GROUP, STAN_DURABLE,
STAN_ACK_WAIT (seconds) and STAN_MAX_INFLIGHT. What it decides nobody reports: the verdict is unknown.)"),
        tr(R"(Options of watch:
  -s, --server URL          the NATS server, nats:// or tls:// (default: NATS_URL, else
                            nats://127.0.0.1:4222)
  -c, --cluster ID          the broker's cluster id (default test-cluster)
  -m, --monitor URL         its monitoring endpoint, such as http://127.0.0.1:8222; without
                            it the mirror starts empty. Once for each server of a cluster or
                            a fault-tolerant pair: the leader's is used
  --user NAME --password-file FILE --token-file FILE --creds FILE --nkey FILE
                            who you are; the first line of FILE is the secret
  --password P --token T    the same, for every user of this machine to see in ps
  --tlsca FILE --tlscert FILE --tlskey FILE
  --context NAME            a context of the nats command line; it is only read
  --low-impact              listen on STAN's subjects and known inboxes only
  --read CHANNEL            read what the channel stores: the client stanscope-reader
                            subscribes to it, acks nothing and leaves; may be repeated.
                            Needs --monitor, which tells whether the channel is there
  --for SECONDS             end by itself (default: at Ctrl+C)
  --json                    print every event, one JSON object a line
  --capture FILE            record every event, for replay and the window
  --force                   replace FILE of --capture where there is one
  --state FILE              write the broker's state at the end as JSON
Without --read it only listens: the broker has the same clients before, during and after.)"),
        tr(R"(CAPTURE is a file, or one that stanscope brings along: case-1-naive, case-1-ordered,
case-2-naive or case-2-ordered.)"),
        tr(R"(Options of replay:
  --json                    print every event, one JSON object a line
  --state FILE              write the broker's state at the end as JSON)"),
        tr(R"(Options of shot:
  -o, --output FILE.png     where to write the picture
  --size WxH                its size in pixels (default 1600x900)
  --at S                    of a capture: the moment S seconds after its start (default: its end)
  --theme light|dark        (default light))"),
        tr(R"(General:
  --lang en|vi              the language of what is said, also before the subcommand (default: the
                            window's setting, or what LC_ALL, LC_MESSAGES or LANG ask for); JSON,
                            recordings and exit codes stay as they are
  -h, --help                show this
  -v, --version             show the version
  --diagnose                print what a report of a bug needs: versions, paths, no secrets)"),
        tr(R"(Environment:
  STANSCOPE_BROKER          path of nats-streaming-server
  STANSCOPE_SERVICES        directory of stanscope-account, stanscope-transaction and stanscope-listener
  XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
                            where settings (stanscope/stanscope.ini), lessons and kept runs
                            (stanscope/lessons, stanscope/sessions) and a session's events go
  XDG_RUNTIME_DIR           where a run's databases and its broker's store go (stanscope/run-…)
  NATS_URL NATS_USER NATS_PASSWORD NATS_TOKEN NATS_CREDS NATS_NKEY NATS_CA NATS_CERT NATS_KEY
  NATS_CONTEXT              for watch, what no option says)"),
        tr(R"(Exit codes of run: 0 valid, 1 violated, 2 unknown, 3 not converged, 64 usage,
69 broker unavailable, 70 a service does not come up, 73 FILE could not be written at the end, 130 after Ctrl+C.
With --twin: of the handler that came out worse, in that order.
Exit codes of run --all: 0 each came out as expected, 1 one did not, 64, 73 and 130 as above.
Exit codes of watch: 0 ended, 64 usage, 69 broker unavailable, 73 FILE could not be written.
Whoever reads what run and watch print may stand still: lines wait, 64 MiB of them, then the oldest
are dropped, counted and said; a signal, or --for, ends the program all the same.
Standard output that cannot be written ends every command with 73. A reader that leaves, such as
head, is no error: watch and replay end with 0, run plays to its end.
Exit codes of replay: 0 replayed (also up to where a capture breaks off), 64 usage,
65 no capture, or broken from the start, 73 FILE could not be written.
A FILE that cannot be written from the outset is a usage error: nothing is started for nothing.
So is one that --capture would replace, without --force.
A window without a display ends with 75.)")};
    return parts.join(QStringLiteral("\n\n")) + u'\n';
}

} // namespace stanscope
