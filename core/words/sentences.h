#pragma once

#include "core/events/message.h"
#include "core/util/enumcount.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace stanscope {

/// What a code says: a word for machines and a sentence with a place for each argument.
struct Sentence
{
    Code code;
    std::string_view word;
    const char* text;
};

/// One entry a code, in their order; the texts are what translations are made from.
inline constexpr auto sentences = std::to_array<Sentence>({
    {Code::None, "", ""},
    {Code::Said, "said", "%1"},

    {Code::Deposit, "deposit", QT_TRANSLATE_NOOP("Sentences", "deposit %1")},
    {Code::Withdrawal, "withdrawal", QT_TRANSLATE_NOOP("Sentences", "withdrawal %1")},
    {Code::DepositOf, "deposit_of", QT_TRANSLATE_NOOP("Sentences", "deposit %1 of %2")},
    {Code::WithdrawalOf, "withdrawal_of", QT_TRANSLATE_NOOP("Sentences", "withdrawal %1 of %2")},
    {Code::Applied, "applied", QT_TRANSLATE_NOOP("Sentences", "applied")},
    {Code::Declined, "declined", QT_TRANSLATE_NOOP("Sentences", "declined")},
    {Code::OutOfRange, "out_of_range", QT_TRANSLATE_NOOP("Sentences", "out of range")},
    {Code::OneGap, "one_gap", QT_TRANSLATE_NOOP("Sentences", "%1 gap")},
    {Code::Gaps, "gaps", QT_TRANSLATE_NOOP("Sentences", "%1 gaps")},
    {Code::OfSource, "of_source", "%1: %2"},

    {Code::WrongStep, "wrong_step",
     QT_TRANSLATE_NOOP("Sentences", "%1 left %2; after the balance before it, %3, it is %4")},
    {Code::SumOverflows, "sum_overflows",
     QT_TRANSLATE_NOOP("Sentences", "the applied transactions of %1 overflow")},
    {Code::BalanceIsNotSum, "balance_is_not_sum",
     QT_TRANSLATE_NOOP("Sentences",
                       "the balance of %1 is %2; opening balance and applied "
                       "transactions make %3")},
    {Code::AppliedTwice, "applied_twice", QT_TRANSLATE_NOOP("Sentences", "%1 was applied twice")},
    {Code::AppliedTimes, "applied_times",
     QT_TRANSLATE_NOOP("Sentences", "%1 was applied %2 times")},
    {Code::OtherContent, "other_content",
     QT_TRANSLATE_NOOP("Sentences", "the ledger has %1; accepted was %2")},
    {Code::OtherId, "other_id",
     QT_TRANSLATE_NOOP("Sentences",
                       "the ledger has %1 under another transaction id; accepted was %2")},
    {Code::OtherContentBefore, "other_content_before",
     QT_TRANSLATE_NOOP("Sentences",
                       "the ledger has %1; the same number was decided with another "
                       "content before")},
    {Code::AppliedUnderId, "applied_under_id",
     QT_TRANSLATE_NOOP("Sentences", "%1 was applied under the id of %2 of %3")},
    {Code::NumberGivenTwice, "number_given_twice",
     QT_TRANSLATE_NOOP("Sentences", "number %1 was given to two transactions")},
    {Code::OtherLastNumber, "other_last_number",
     QT_TRANSLATE_NOOP("Sentences",
                       "the last transaction number of %1 is %2; the last decision in "
                       "the ledger is number %3")},
    {Code::NoLastNumber, "no_last_number",
     QT_TRANSLATE_NOOP("Sentences",
                       "the last transaction number of %1 is %2; the last decision in "
                       "the ledger is none")},
    {Code::NoSuchAccount, "no_such_account",
     QT_TRANSLATE_NOOP("Sentences", "the ledger has %1 for an account that does not exist")},
    {Code::DecidedBefore, "decided_before",
     QT_TRANSLATE_NOOP("Sentences", "%1 was decided before number %2")},
    {Code::DecidedAtOnce, "decided_at_once",
     QT_TRANSLATE_NOOP("Sentences",
                       "%1 was decided before number %2: %3 and %4 worked at the same "
                       "time")},
    {Code::AppliedWrongly, "applied_wrongly",
     QT_TRANSLATE_NOOP("Sentences", "%1 was applied and left %2; in order it is declined at %3")},
    {Code::DeclinedWrongly, "declined_wrongly",
     QT_TRANSLATE_NOOP("Sentences",
                       "%1 was declined at balance %2; in order it is approved and "
                       "leaves %3")},
    {Code::RefusedAfterTaken, "refused_after_taken",
     QT_TRANSLATE_NOOP("Sentences", "refused after the money was taken: %1 was %2, then %3")},
    {Code::RefusedAfterPaidIn, "refused_after_paid_in",
     QT_TRANSLATE_NOOP("Sentences", "refused after the money was paid in: %1 was %2, then %3")},
    {Code::PaidOutAfterRefused, "paid_out_after_refused",
     QT_TRANSLATE_NOOP("Sentences", "paid out after it was refused: %1 was %2, then %3")},
    {Code::PaidInAfterRefused, "paid_in_after_refused",
     QT_TRANSLATE_NOOP("Sentences", "paid in after it was refused: %1 was %2, then %3")},
    {Code::NeverAccepted, "never_accepted",
     QT_TRANSLATE_NOOP("Sentences", "%1 was %2, but the transaction service never accepted it")},
    {Code::NumberMissing, "number_missing",
     QT_TRANSLATE_NOOP("Sentences",
                       "number %1 of %2 was never accepted although later ones were: "
                       "nothing after it can be replayed")},
    {Code::WrongBalance, "wrong_balance",
     QT_TRANSLATE_NOOP("Sentences", "the balance of %1 is %2; in order it is %3")},
    {Code::StoredNowhere, "stored_nowhere",
     QT_TRANSLATE_NOOP("Sentences",
                       "%1 was stored, but its message is nowhere: neither in the "
                       "channel, in the ledger nor in quarantine")},
    {Code::LostStored, "lost_stored",
     QT_TRANSLATE_NOOP("Sentences",
                       "%1 was stored, but it is neither in the ledger nor in quarantine")},
    {Code::LostDelivered, "lost_delivered",
     QT_TRANSLATE_NOOP("Sentences",
                       "%1 was stored and delivered, but it is neither in the ledger "
                       "nor in quarantine")},
    {Code::LostAcked, "lost_acked",
     QT_TRANSLATE_NOOP("Sentences",
                       "%1 was stored and acked, but it is neither in the ledger nor "
                       "in quarantine")},
    {Code::Unlisted, "unlisted",
     QT_TRANSLATE_NOOP("Sentences", "%1 (and %2 before it that are not listed; %3 in all)")},

    {Code::NothingWatched, "nothing_watched",
     QT_TRANSLATE_NOOP("Sentences", "nothing was watched")},
    {Code::TapLostFrames, "tap_lost_frames",
     QT_TRANSLATE_NOOP("Sentences",
                       "the tap lost frames (%1): what happened on the wire meanwhile "
                       "is not known")},
    {Code::ExternalsDoNotReport, "externals_do_not_report",
     QT_TRANSLATE_NOOP("Sentences",
                       "external commands took part: what they decide is not reported, the wire "
                       "shows deliveries and acks only")},
    {Code::DatabasesUnreadable, "databases_unreadable",
     QT_TRANSLATE_NOOP("Sentences", "the databases could not be read: %1")},

    {Code::TapDisconnected, "tap_disconnected",
     QT_TRANSLATE_NOOP("Sentences", "the tap lost its connection")},
    {Code::TapLostMessages, "tap_lost_messages",
     QT_TRANSLATE_NOOP("Sentences", "the tap lost messages: %1")},
    {Code::TapFailed, "tap_failed",
     QT_TRANSLATE_NOOP("Sentences", "the tap's connection failed: %1")},
    {Code::TapClosed, "tap_closed",
     QT_TRANSLATE_NOOP("Sentences", "the tap's connection is closed: %1")},

    {Code::ConnectRefused, "connect_refused",
     QT_TRANSLATE_NOOP("Sentences", "connect refused: %1")},
    {Code::SubscribeRefused, "subscribe_refused",
     QT_TRANSLATE_NOOP("Sentences", "subscribe refused: %1")},

    {Code::ChannelDiffers, "channel_differs", "%1 %2"},
    {Code::LastSequenceDiffers, "last_sequence_differs",
     QT_TRANSLATE_NOOP("Sentences", "last_seq: mirror %1, broker %2")},
    {Code::PendingDiffers, "pending_differs",
     QT_TRANSLATE_NOOP("Sentences", "%1 pending_count: mirror %2, broker %3")},
    {Code::LastSentDiffers, "last_sent_differs",
     QT_TRANSLATE_NOOP("Sentences", "%1 last_sent: mirror %2, broker %3")},
    {Code::NotMirrored, "not_mirrored",
     QT_TRANSLATE_NOOP("Sentences", "subscription %1: not mirrored")},
    {Code::NotAtBroker, "not_at_broker",
     QT_TRANSLATE_NOOP("Sentences", "subscription %1: the broker has none")},
    {Code::MemberOrderDiffers, "member_order_differs",
     QT_TRANSLATE_NOOP("Sentences", "order of a group's members")},
    {Code::ClientNotMirrored, "client_not_mirrored",
     QT_TRANSLATE_NOOP("Sentences", "client %1: not mirrored")},
    {Code::ClientNotAtBroker, "client_not_at_broker",
     QT_TRANSLATE_NOOP("Sentences", "client %1: the broker has none")},

    {Code::NotRunning, "not_running",
     QT_TRANSLATE_NOOP("Sentences", "The laboratory is not running.")},
    {Code::ReplicaNeedsBroker, "replica_needs_broker",
     QT_TRANSLATE_NOOP("Sentences", "A replica needs a broker to connect to.")},
    {Code::NoProcessToRestart, "no_process_to_restart",
     QT_TRANSLATE_NOOP("Sentences", "There is no process named %1 to restart.")},
    {Code::StillAlive, "still_alive",
     QT_TRANSLATE_NOOP("Sentences", "%1 is still alive and cannot be removed.")},
    {Code::BrokerNotRunning, "broker_not_running",
     QT_TRANSLATE_NOOP("Sentences", "The broker is not running.")},
    {Code::TransactionServiceNotRunning, "transaction_service_not_running",
     QT_TRANSLATE_NOOP("Sentences", "The transaction service is not running.")},
    {Code::NotAlive, "not_alive", QT_TRANSLATE_NOOP("Sentences", "%1 is not alive.")},
    {Code::NoProcess, "no_process",
     QT_TRANSLATE_NOOP("Sentences", "There is no process named %1.")},
    {Code::NotStarted, "not_started",
     QT_TRANSLATE_NOOP("Sentences", "%1 could not be started: %2.")},
    {Code::ExternalTakesNoFaults, "external_takes_no_faults",
     QT_TRANSLATE_NOOP("Sentences", "%1 is an external command: it takes no faults.")},
    {Code::KilledBeforeReady, "killed_before_ready",
     QT_TRANSLATE_NOOP("Sentences", "%1 was ended by signal %2 before it was ready.%3")},
    {Code::EndedBeforeReady, "ended_before_ready",
     QT_TRANSLATE_NOOP("Sentences", "%1 ended with exit code %2 before it was ready.%3")},
    {Code::TransactionServiceLate, "transaction_service_late",
     QT_TRANSLATE_NOOP("Sentences", "The transaction service did not come up in time.")},
    {Code::ReplicasLate, "replicas_late",
     QT_TRANSLATE_NOOP("Sentences", "The replicas did not come up in time.")},
    {Code::StepTooLong, "step_too_long",
     QT_TRANSLATE_NOOP("Sentences", "The lesson waited too long in step %1 of %2.")},
    {Code::NotJudged, "not_judged",
     QT_TRANSLATE_NOOP("Sentences", "The run could not be judged: %1.")},
    {Code::NotConverged, "not_converged",
     QT_TRANSLATE_NOOP("Sentences", "The run did not converge in time.")},
    {Code::TapRefused, "tap_refused",
     QT_TRANSLATE_NOOP("Sentences", "The server refuses the tap now: %1.")},
    {Code::PressRun, "press_run", QT_TRANSLATE_NOOP("Sentences", "Press Run.")},
    {Code::StartBroker, "start_broker", QT_TRANSLATE_NOOP("Sentences", "Start the broker first.")},
    {Code::StartReplica, "start_replica", QT_TRANSLATE_NOOP("Sentences", "Start a new replica.")},
    {Code::StopOrKill, "stop_or_kill", QT_TRANSLATE_NOOP("Sentences", "Stop or kill it first.")},
    {Code::RestartOrRun, "restart_or_run",
     QT_TRANSLATE_NOOP("Sentences", "Restart it, or run again.")},
    {Code::RestartFirst, "restart_first", QT_TRANSLATE_NOOP("Sentences", "Restart it first.")},
    {Code::NeedsNoPermission, "needs_no_permission",
     QT_TRANSLATE_NOOP("Sentences", "The laboratory's broker needs no permission.")},
    {Code::PublishesFromBank, "publishes_from_bank",
     QT_TRANSLATE_NOOP("Sentences", "What the laboratory publishes comes from its bank.")},
    {Code::SendAction, "send_action", QT_TRANSLATE_NOOP("Sentences", "Send an action.")},
    {Code::CloseOthers, "close_others",
     QT_TRANSLATE_NOOP("Sentences", "Close other programs, or build it again with scripts/run.")},
    {Code::PauseOrKill, "pause_or_kill",
     QT_TRANSLATE_NOOP("Sentences", "Pause or kill it, or arm a replica of the account service.")},
    {Code::MakeRoom, "make_room",
     QT_TRANSLATE_NOOP("Sentences",
                       "Free memory and disk space, or point STANSCOPE_BROKER to "
                       "another broker.")},
    {Code::RunOrBuild, "run_or_build",
     QT_TRANSLATE_NOOP("Sentences", "Run again; if it stays, build it again with scripts/run.")},
    {Code::RunAgain, "run_again", QT_TRANSLATE_NOOP("Sentences", "Run again.")},
    {Code::LookAtReplicas, "look_at_replicas",
     QT_TRANSLATE_NOOP("Sentences", "Look at the replicas, then run again.")},
    {Code::LookAtTimers, "look_at_timers",
     QT_TRANSLATE_NOOP("Sentences", "Look at the replicas and their ack timers, then run again.")},
    {Code::EndHolders, "end_holders",
     QT_TRANSLATE_NOOP("Sentences", "End what holds the databases, then run again.")},
    {Code::TapRetries, "tap_retries",
     QT_TRANSLATE_NOOP("Sentences",
                       "What happens meanwhile is a gap. It is tried again every "
                       "second.")},
    {Code::TapLate, "tap_late",
     QT_TRANSLATE_NOOP("Sentences",
                       "The tap did not come back to the broker in time; the services "
                       "go on unseen.")},
    {Code::BrokerLate, "broker_late",
     QT_TRANSLATE_NOOP("Sentences",
                       "The broker did not come back; the services that were held go "
                       "on without it.")},
    {Code::RunForWhole, "run_for_whole",
     QT_TRANSLATE_NOOP("Sentences", "Run again for a complete picture.")},
    {Code::StartBrokerAgain, "start_broker_again",
     QT_TRANSLATE_NOOP("Sentences", "Start the broker.")},

    {Code::BrokerIsDown, "broker_down", QT_TRANSLATE_NOOP("Sentences", "the broker is down")},
    {Code::WriterIsPaused, "writer_paused",
     QT_TRANSLATE_NOOP("Sentences", "%1 is paused and holds up what waits for it")},
    {Code::NoReplicaSubscribed, "no_replica",
     QT_TRANSLATE_NOOP("Sentences", "messages wait, and no replica has subscribed")},
    {Code::GapAtNumber, "gap",
     QT_TRANSLATE_NOOP("Sentences",
                       "number %1 of %2 was never decided, and later ones wait for it")},
    {Code::WindowIsFull, "window_full",
     QT_TRANSLATE_NOOP("Sentences",
                       "%1 has as many unacked messages as its MaxInflight allows and "
                       "gets no more")},
    {Code::GhostHolds, "ghost",
     QT_TRANSLATE_NOOP("Sentences", "%1 is dead and still registered: messages go to it")},
    {Code::FailsAgain, "poison",
     QT_TRANSLATE_NOOP("Sentences", "message %1 fails again and again")},
    {Code::StillUnderway, "underway",
     QT_TRANSLATE_NOOP("Sentences", "something was still on its way")},

    {Code::TapNotAllowed, "tap_not_allowed",
     QT_TRANSLATE_NOOP("Sentences", "This user may not listen to everything: %1")},
    {Code::NoMonitoringAnswer, "no_monitoring_answer",
     QT_TRANSLATE_NOOP("Sentences", "The monitoring endpoint %1 does not answer: %2.")},
    {Code::NoAnswerInTime, "no_answer_in_time",
     QT_TRANSLATE_NOOP("Sentences", "no answer in time")},
    {Code::AnswerTooLarge, "answer_too_large",
     QT_TRANSLATE_NOOP("Sentences", "its answer is too large")},
    {Code::NotMonitoringAnswer, "not_monitoring_answer",
     QT_TRANSLATE_NOOP("Sentences", "The monitoring endpoint's %1 cannot be understood (%2).")},
    {Code::ChangedWhileRead, "changed_while_read",
     QT_TRANSLATE_NOOP("Sentences", "The broker changed while its monitoring endpoint was read.")},

    {Code::BrokerNotStarted, "broker_not_started",
     QT_TRANSLATE_NOOP("Sentences", "The broker could not be started: %1.%2")},
    {Code::BrokerKilledAtStart, "broker_killed_at_start",
     QT_TRANSLATE_NOOP("Sentences", "The broker was ended by signal %1 while it started.%2")},
    {Code::BrokerEndedAtStart, "broker_ended_at_start",
     QT_TRANSLATE_NOOP("Sentences", "The broker ended with exit code %1 while it started.%2")},
    {Code::BrokerTooSlow, "broker_too_slow",
     QT_TRANSLATE_NOOP("Sentences", "The broker did not come up within %1 seconds.%2")},
    {Code::BrokerEnded, "broker_ended",
     QT_TRANSLATE_NOOP("Sentences", "The broker ended with exit code %1.")},
    {Code::BrokerLogEnd, "broker_log_end",
     QT_TRANSLATE_NOOP("Sentences", " Its last log lines:\n%1")},

    {Code::TapNotKeptUp, "tap_not_kept_up",
     QT_TRANSLATE_NOOP("Sentences", "frames came faster than they could be taken in")},
    {Code::FramesDropped, "frames_dropped",
     QT_TRANSLATE_NOOP("Sentences",
                       "Frames came faster than they could be taken in: %1 were dropped.")},
    {Code::LinesDropped, "lines_dropped",
     QT_TRANSLATE_NOOP("Sentences",
                       "Processes print faster than it can be taken in: %1 lines were dropped.")},
    {Code::PayloadsDropped, "payloads_dropped",
     QT_TRANSLATE_NOOP("Sentences",
                       "Large messages wait long for the broker's answer: of %1 the payload was "
                       "let go.")},

    {Code::AccountNotOpened, "account_not_opened",
     QT_TRANSLATE_NOOP("Sentences", "The account %1 could not be opened: %2.")},
    {Code::TryAgain, "try_again",
     QT_TRANSLATE_NOOP("Sentences", "Release what holds the databases, then try again.")},
    {Code::NeverPublished, "never_published",
     QT_TRANSLATE_NOOP("Sentences",
                       "%1 was accepted, and its publisher ended before it published it: no outbox "
                       "has it any more")},
});

consteval bool areInOrder()
{
    for (std::size_t i = 0; i < sentences.size(); ++i)
        if (static_cast<std::size_t>(sentences[i].code) != i
            || (i > 0 && (sentences[i].word.empty() || *sentences[i].text == 0)))
            return false;
    return true;
}
static_assert(sentences.size() == enumCount<Code>(), "a code has no sentence");
static_assert(areInOrder(), "an entry is empty or stands at another place than its code");

constexpr const Sentence& sentenceOf(Code code)
{
    return sentences[static_cast<std::size_t>(code)];
}

/// How many arguments a sentence takes: the highest of its places.
constexpr std::size_t placesOf(std::string_view text)
{
    std::size_t most = 0;
    for (std::size_t i = 1; i < text.size(); ++i)
        if (text[i - 1] == '%' && text[i] >= '1' && text[i] <= '9')
            most = std::max(most, static_cast<std::size_t>(text[i] - '0'));
    return most;
}

} // namespace stanscope
