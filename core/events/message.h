#pragma once

#include "core/util/ids.h"

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace stanscope {

/// What the stream says in place of a sentence; core/words has the sentence of each. The numbers
/// are in captures: append, never reorder or remove.
enum class Code : std::uint16_t
{
    None, ///< nothing is said
    Said, ///< foreign text as it was said: logs, stderr, causes that a library gives

    // Parts of sentences
    Deposit,
    Withdrawal,
    DepositOf,
    WithdrawalOf,
    Applied,
    Declined,
    OutOfRange,
    OneGap,
    Gaps,
    OfSource,

    // Violations
    WrongStep,
    SumOverflows,
    BalanceIsNotSum,
    AppliedTwice,
    AppliedTimes,
    OtherContent,
    OtherId,
    OtherContentBefore,
    AppliedUnderId,
    NumberGivenTwice,
    OtherLastNumber,
    NoLastNumber,
    NoSuchAccount,
    DecidedBefore,
    DecidedAtOnce,
    AppliedWrongly,
    DeclinedWrongly,
    RefusedAfterTaken,
    RefusedAfterPaidIn,
    PaidOutAfterRefused,
    PaidInAfterRefused,
    NeverAccepted,
    NumberMissing,
    WrongBalance,
    StoredNowhere,
    LostStored,
    LostDelivered,
    LostAcked,
    Unlisted,

    // Why a verdict is unknown
    NothingWatched,
    TapLostFrames,
    ExternalsDoNotReport,
    DatabasesUnreadable,

    // Why the tap does not hear
    TapDisconnected,
    TapLostMessages,
    TapFailed,
    TapClosed,

    // What is odd
    ConnectRefused,
    SubscribeRefused,

    // What the mirror and the broker differ in
    ChannelDiffers,
    LastSequenceDiffers,
    PendingDiffers,
    LastSentDiffers,
    NotMirrored,
    NotAtBroker,
    MemberOrderDiffers,
    ClientNotMirrored,
    ClientNotAtBroker,

    // Problems and what to do about them
    NotRunning,
    ReplicaNeedsBroker,
    NoProcessToRestart,
    StillAlive,
    BrokerNotRunning,
    TransactionServiceNotRunning,
    NotAlive,
    NoProcess,
    NotStarted,
    ExternalTakesNoFaults,
    KilledBeforeReady,
    EndedBeforeReady,
    TransactionServiceLate,
    ReplicasLate,
    StepTooLong,
    NotJudged,
    NotConverged,
    TapRefused,
    PressRun,
    StartBroker,
    StartReplica,
    StopOrKill,
    RestartOrRun,
    RestartFirst,
    NeedsNoPermission,
    PublishesFromBank,
    SendAction,
    CloseOthers,
    PauseOrKill,
    MakeRoom,
    RunOrBuild,
    RunAgain,
    LookAtReplicas,
    LookAtTimers,
    EndHolders,
    TapRetries,
    TapLate,
    BrokerLate,
    RunForWhole,
    StartBrokerAgain,

    // Why a run does not converge
    BrokerIsDown,
    WriterIsPaused,
    NoReplicaSubscribed,
    GapAtNumber,
    WindowIsFull,
    GhostHolds,
    FailsAgain,
    StillUnderway,

    // Why there is nothing to hear, and nothing to compare with
    TapNotAllowed,
    NoMonitoringAnswer,
    NoAnswerInTime,
    AnswerTooLarge,
    NotMonitoringAnswer,
    ChangedWhileRead,

    // Why the broker is not up
    BrokerNotStarted,
    BrokerKilledAtStart,
    BrokerEndedAtStart,
    BrokerTooSlow,
    BrokerEnded,
    BrokerLogEnd,

    // What came faster than it could be taken
    TapNotKeptUp,
    FramesDropped,
    LinesDropped,
    PayloadsDropped,

    // The bank
    AccountNotOpened,
    TryAgain,

    // Why something is as it is; core/why finds it
    Guess,
    HolderDied,
    HolderWasDead,
    HolderPaused,
    HolderFailed,
    HolderRejected,
    HolderAckedLate,
    HolderAckLost,
    HolderAtWork,
    HolderQueued,
    HolderSilent,
    LeftAfterDeath,
    LeftWhilePaused,
    LeftClosed,
    LeftReplaced,
    LeftUnknown,
    NumberOne,
    NumberList,
    BusyWith,
    BusyPaused,
    BusyUnknown,
    ByArmedFault,
    BeforeCommitDied,
    AfterCommitDied,
    BeforeHandlerDied,
    BeforeAckDied,
    AckWaitExpired,
    AckWaitRanOut,
    MemberLeft,
    LeftHolding,
    DurableResumed,
    BrokerForgotAck,
    HeartbeatHold,
    HeartbeatHeld,
    WindowStall,
    WindowWaits,
    WindowWaited,
    AckTooLate,
    SettledLate,
    ClientQueueWaited,
    ClientQueueWaits,
    WentToDead,
    WentToClosedInbox,
    ResentUnheard,
    EvictedBySomeLimit,
    EvictedByCount,
    EvictedByAge,
    GoneWithSubscription,
    RejectedMissing,
    ParkedMissing,
    ParkedDecided,
    SkippedDuplicate,
    SkippedParked,
    DeclinedNoMoney,
    DeclinedTooEarly,
    AppliedTooEarly,
    DecidedEarly,
    RefusedTaken,
    DecidedOtherwise,
    AppliedAgain,
    QuarantinedBecause,
    MalformedPayload,
    PayloadNotJson,
    UnknownAccountNamed,
    DatabaseFailed,
    DiedInHand,
    IdleOthersHaveRoom,
    IdleAllDone,
    MemberIsDead,
    MemberIsGhost,
    MemberIsPaused,
    NobodyListens,
    NotInChannel,
    AppliedLateOvertaken,
    AppliedInOrder,
    AtWork,
    AckedInTime,
    GivenToFewest,
    GivenToSubscriber,
    AccountWrong,
    AccountRight,
    AccountPending,

    // The facts under it
    FactStored,
    FactDelivered,
    FactDecided,
    FactInOrder,
    FactRule,
    FactAcked,
    FactAckWaitEnds,
    FactWindow,
    FactBalance,
    FactShouldBe,
    FactLastNumber,
    AtSecond,
    AtSecondTo,
    AtSecondWhat,
    AttemptTo,
    LeftBalance,
    AtBalance,
    ApprovedLeaves,
    WindowOf,
    InvariantOf,
    OutcomeSkipped,
    OutcomeRejected,
    OutcomeFailed,
    OutcomeQuarantined,
    OutcomeParked,
    RuleConservation,
    RuleAtMostOnce,
    RuleOrder,
    RuleSameDecisions,

    // A message's life
    LifeAccepted,
    LifePublished,
    LifeStored,
    LifeHeardOf,
    LifeSent,
    LifeSentAgain,
    LifeReached,
    LifeBegan,
    LifeDecided,
    LifeDrained,
    LifeCommitted,
    LifeAckSent,
    LifeGivenUp,
    LifeFault,
    LifeAcked,
    LifeExpired,
    LifeMemberLeft,
    LifeSettledLate,
    LifeToDead,
    LifeDropped,
    LifeEvicted,
    LifeUnknown,
    LifeDied,
    NeverPublished,
    AckedEarly,
    AckedUncommitted,
    DatabaseDamaged,
    WalGrows,

    // What no frame says, and the broker does all the same
    ChannelDeleted,
    ChannelBeganAnew,
    ChannelOfOtherStore,
    MessageExpired,
    MessagesExpired,
    ExpiredUnheard,
    ExpiredUnsent,
    ForeignUnanswered,
    GiveOtherCluster,
    DuplicateClientId,
    GiveOwnIds,
    ServerLags,
    ServerLeads,
    GiveAllEndpoints,
    NoServerLeads,
    TapInboxesDenied,
    TapMovedTo,
    GiveOneCluster,
    GoneByLimit,
    GoneWithChannel,
    WorstOf,
    NothingThere,
};

struct Message;

/// What fills a sentence's place.
struct Arg
{
    enum class Kind : std::uint8_t
    {
        Text,
        Number,
        Money, ///< `number` in cents
        Message ///< a part of the sentence that has words of its own
    };

    Kind kind = Kind::Text;
    std::string text = {};
    std::int64_t number = 0;
    std::vector<Message> message; ///< one, for Kind::Message; no `= {}`: it is incomplete here
};

/// A code and what it is about. Compared and stored as such; core/words makes the sentence.
struct Message
{
    Code code = Code::None;
    std::vector<Arg> args = {};

    bool empty() const { return code == Code::None; }
};

bool operator==(const Arg& left, const Arg& right);
bool operator==(const Message& left, const Message& right);

inline Arg argOf(Arg arg)
{
    return arg;
}
inline Arg argOf(Message message)
{
    return {Arg::Kind::Message, {}, 0, {std::move(message)}};
}
inline Arg argOf(std::string text)
{
    return {Arg::Kind::Text, std::move(text), 0, {}};
}
inline Arg argOf(Cents amount)
{
    return {Arg::Kind::Money, {}, amount.value(), {}};
}
template <typename Number>
requires std::is_integral_v<Number> Arg argOf(Number number)
{
    return {Arg::Kind::Number, {}, static_cast<std::int64_t>(number), {}};
}
template <typename Tag, typename Rep>
Arg argOf(const StrongId<Tag, Rep>& id)
{
    return argOf(id.value());
}

/// A code with its arguments, in the order of the sentence's places.
template <typename... Args>
Message message(Code code, Args&&... args)
{
    return {code, {argOf(std::forward<Args>(args))...}};
}

/// Foreign text; nothing is said when it is empty.
inline Message said(std::string text)
{
    return text.empty() ? Message{} : message(Code::Said, std::move(text));
}

} // namespace stanscope
