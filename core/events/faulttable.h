#pragma once

#include "core/events/bankwords.h"
#include "core/events/fault.h"
#include "core/util/enumcount.h"
#include "core/util/result.h"

#include <QtGlobal>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stanscope {

/// The one table of faults: services, conductor, scenario files, form, reports and cards read it.
/// A new place or effect is a row or a column here and its deed in the service that takes it.

enum class FaultService : std::uint8_t
{
    Account,
    Transaction
};

/// Why a fault cannot be armed.
enum class FaultReason : std::uint8_t
{
    None, ///< it can
    NothingToFail,
    CommitIsDone,
    NoAckHere,
    AckIsSent,
    AckIsDue,
    SendsNoAcks,
    HoldsTheLock,
    NoWriteFollows,
    NoCommitHere,
    FilesOnly,
    InsertIsDone,
    NoDeliveries,
    OtherService,
    AcksByItself,
    NeedsDuration,
    HasNoDuration,
    NthIsOne,
    NthComesOnce,
    NoChance,
    SeedOfNothing,
    NoId,
    IdIsTaken,
    TooMany,
};

/// The texts are sources of translations, context "Faults".
struct FaultReasonRow
{
    FaultReason reason;
    const char* text;
    const char* remedy;
};
inline constexpr auto faultReasons = std::to_array<FaultReasonRow>({
    {FaultReason::None, "", ""},
    {FaultReason::NothingToFail,
     QT_TRANSLATE_NOOP("Faults", "the database transaction has not begun, nothing can fail in it"),
     QT_TRANSLATE_NOOP("Faults", "Take in_transaction or before_commit.")},
    {FaultReason::CommitIsDone,
     QT_TRANSLATE_NOOP("Faults", "the commit is done, nothing can fail in the database any more"),
     QT_TRANSLATE_NOOP("Faults", "Take in_transaction or before_commit.")},
    {FaultReason::NoAckHere,
     QT_TRANSLATE_NOOP("Faults", "no ack would be sent here, so none can be left out"),
     QT_TRANSLATE_NOOP("Faults", "Take before_ack.")},
    {FaultReason::AckIsSent, QT_TRANSLATE_NOOP("Faults", "the ack has been sent already"),
     QT_TRANSLATE_NOOP("Faults", "Take an earlier place.")},
    {FaultReason::AckIsDue, QT_TRANSLATE_NOOP("Faults", "after the commit an ack is not early"),
     QT_TRANSLATE_NOOP("Faults", "Take before_begin, in_transaction or before_commit.")},
    {FaultReason::SendsNoAcks,
     QT_TRANSLATE_NOOP("Faults", "the transaction service publishes and sends no acks"),
     QT_TRANSLATE_NOOP("Faults", "Take a place of the account service.")},
    {FaultReason::HoldsTheLock,
     QT_TRANSLATE_NOOP("Faults", "the service itself holds the lock here, no other writer can"),
     QT_TRANSLATE_NOOP("Faults", "Take before_begin or after_publish.")},
    {FaultReason::NoWriteFollows,
     QT_TRANSLATE_NOOP("Faults", "the commit is done, no writer is in its way any more"),
     QT_TRANSLATE_NOOP("Faults", "Take before_begin or after_publish.")},
    {FaultReason::NoCommitHere,
     QT_TRANSLATE_NOOP("Faults", "no commit comes next here, so no answer of one can be lost"),
     QT_TRANSLATE_NOOP("Faults", "Take before_commit or in_insert.")},
    {FaultReason::FilesOnly,
     QT_TRANSLATE_NOOP("Faults", "the disk of a database server is not ours to fill"),
     QT_TRANSLATE_NOOP("Faults", "Run without --db, or take fail.")},
    {FaultReason::InsertIsDone,
     QT_TRANSLATE_NOOP("Faults", "the insert is committed, nothing can fail in it any more"),
     QT_TRANSLATE_NOOP("Faults", "Take in_insert.")},
    {FaultReason::NoDeliveries,
     QT_TRANSLATE_NOOP("Faults", "to the transaction service nothing is delivered"),
     QT_TRANSLATE_NOOP("Faults", "Leave delivery out.")},
    {FaultReason::OtherService, QT_TRANSLATE_NOOP("Faults", "this service has no such place"),
     QT_TRANSLATE_NOOP("Faults", "Take a place of this service, or arm it at the other one.")},
    {FaultReason::AcksByItself,
     QT_TRANSLATE_NOOP("Faults", "this replica acks automatically, before the work"),
     QT_TRANSLATE_NOOP("Faults", "Start a replica with manual acks.")},
    {FaultReason::NeedsDuration, QT_TRANSLATE_NOOP("Faults", "this effect needs a duration"),
     QT_TRANSLATE_NOOP("Faults", "Say how long it lasts.")},
    {FaultReason::HasNoDuration, QT_TRANSLATE_NOOP("Faults", "this effect has no duration"),
     QT_TRANSLATE_NOOP("Faults", "Leave the duration out.")},
    {FaultReason::NthIsOne, QT_TRANSLATE_NOOP("Faults", "one message is not every n-th one"),
     QT_TRANSLATE_NOOP("Faults", "Leave nth or every out.")},
    {FaultReason::NthComesOnce, QT_TRANSLATE_NOOP("Faults", "the n-th message comes once"),
     QT_TRANSLATE_NOOP("Faults", "Take every, or let it strike once.")},
    {FaultReason::NoChance, QT_TRANSLATE_NOOP("Faults", "a probability is above 0 and at most 1"),
     QT_TRANSLATE_NOOP("Faults", "Take one in between, or leave it out.")},
    {FaultReason::SeedOfNothing,
     QT_TRANSLATE_NOOP("Faults", "a seed is for a probability, and there is none"),
     QT_TRANSLATE_NOOP("Faults", "Leave the seed out.")},
    {FaultReason::NoId, QT_TRANSLATE_NOOP("Faults", "a fault needs an id"),
     QT_TRANSLATE_NOOP("Faults", "Give it a whole number from 1.")},
    {FaultReason::IdIsTaken, QT_TRANSLATE_NOOP("Faults", "a fault with this id is armed already"),
     QT_TRANSLATE_NOOP("Faults", "Give it another id.")},
    {FaultReason::TooMany, QT_TRANSLATE_NOOP("Faults", "too many faults are armed"),
     QT_TRANSLATE_NOOP("Faults", "Disarm some of them first.")},
});

struct FaultEffectRow
{
    FaultEffect effect;
    std::string_view word; ///< in JSON and in scenario files
    const char* label; ///< for people; translations as above
    bool lasts; ///< it needs a duration
    bool needsManualAck;
    bool holds; ///< it is under way until its time is over or it is released
    bool filesOnly; ///< not on a database server
};
inline constexpr auto faultEffects = std::to_array<FaultEffectRow>({
    {FaultEffect::Fail, "fail", QT_TRANSLATE_NOOP("Faults", "database fails"), false, false, false,
     false},
    {FaultEffect::Delay, "delay", QT_TRANSLATE_NOOP("Faults", "delay"), true, false, true, false},
    {FaultEffect::Hang, "hang", QT_TRANSLATE_NOOP("Faults", "hang"), false, false, true, false},
    {FaultEffect::Crash, "crash", QT_TRANSLATE_NOOP("Faults", "crash"), false, false, false, false},
    {FaultEffect::NoAck, "no_ack", QT_TRANSLATE_NOOP("Faults", "no ack"), false, true, false,
     false},
    {FaultEffect::AckEarly, "ack_early", QT_TRANSLATE_NOOP("Faults", "early ack"), false, true,
     false, false},
    {FaultEffect::Busy, "busy", QT_TRANSLATE_NOOP("Faults", "database busy"), true, false, true,
     false},
    {FaultEffect::DiskFull, "disk_full", QT_TRANSLATE_NOOP("Faults", "disk full"), false, false,
     false, true},
    {FaultEffect::AnswerLost, "answer_lost", QT_TRANSLATE_NOOP("Faults", "answer of COMMIT lost"),
     false, false, false, false},
});

struct FaultPlaceRow
{
    FaultPlace place;
    std::string_view word;
    const char* label;
    FaultService service;
    /// Why the place does not take an effect, in the order of FaultEffect.
    std::array<FaultReason, faultEffects.size()> against;
};
inline constexpr auto faultPlaces = [] {
    using enum FaultReason;
    constexpr auto account = FaultService::Account;
    constexpr auto transaction = FaultService::Transaction;
    return std::to_array<FaultPlaceRow>({
        {FaultPlace::BeforeBegin,
         "before_begin",
         QT_TRANSLATE_NOOP("Faults", "before begin"),
         account, //
         {NothingToFail, None, None, None, NoAckHere, None, None, NothingToFail, NoCommitHere}},
        {FaultPlace::InTransaction,
         "in_transaction",
         QT_TRANSLATE_NOOP("Faults", "in the transaction"),
         account,
         {None, None, None, None, NoAckHere, None, HoldsTheLock, None, NoCommitHere}},
        {FaultPlace::BeforeCommit,
         "before_commit",
         QT_TRANSLATE_NOOP("Faults", "before commit"),
         account, //
         {None, None, None, None, NoAckHere, None, HoldsTheLock, None, None}},
        {FaultPlace::BeforeAck,
         "before_ack",
         QT_TRANSLATE_NOOP("Faults", "between commit and ack"),
         account,
         {CommitIsDone, None, None, None, None, AckIsDue, NoWriteFollows, CommitIsDone,
          NoCommitHere}},
        {FaultPlace::AfterAck,
         "after_ack",
         QT_TRANSLATE_NOOP("Faults", "after the ack"),
         account,
         {CommitIsDone, None, None, None, AckIsSent, AckIsSent, NoWriteFollows, CommitIsDone,
          NoCommitHere}},
        {FaultPlace::AfterInsert,
         "after_insert",
         QT_TRANSLATE_NOOP("Faults", "between insert and publish"),
         transaction,
         {InsertIsDone, None, None, None, SendsNoAcks, SendsNoAcks, NoWriteFollows, InsertIsDone,
          NoCommitHere}},
        {FaultPlace::AfterPublish,
         "after_publish",
         QT_TRANSLATE_NOOP("Faults", "between publish and mark"),
         transaction,
         {None, None, None, None, SendsNoAcks, SendsNoAcks, None, None, NoCommitHere}},
        {FaultPlace::InInsert,
         "in_insert",
         QT_TRANSLATE_NOOP("Faults", "inside the insert"),
         transaction,
         {None, None, None, None, SendsNoAcks, SendsNoAcks, HoldsTheLock, None, None}},
    });
}();

struct FaultDeliveryRow
{
    FaultDelivery delivery;
    std::string_view word;
    const char* label;
};
inline constexpr auto faultDeliveries = std::to_array<FaultDeliveryRow>({
    {FaultDelivery::Any, "any", QT_TRANSLATE_NOOP("Faults", "any delivery")},
    {FaultDelivery::FirstDelivery, "first_delivery", QT_TRANSLATE_NOOP("Faults", "first delivery")},
    {FaultDelivery::Redelivery, "redelivery", QT_TRANSLATE_NOOP("Faults", "redelivery")},
});

/// The row of a value; a table has one for each, in the order of the enum.
constexpr const FaultPlaceRow& rowOf(FaultPlace place)
{
    return faultPlaces.at(static_cast<std::size_t>(place));
}
constexpr const FaultEffectRow& rowOf(FaultEffect effect)
{
    return faultEffects.at(static_cast<std::size_t>(effect));
}
constexpr const FaultDeliveryRow& rowOf(FaultDelivery delivery)
{
    return faultDeliveries.at(static_cast<std::size_t>(delivery));
}
constexpr const FaultReasonRow& rowOf(FaultReason reason)
{
    return faultReasons.at(static_cast<std::size_t>(reason));
}

template <>
inline constexpr auto wordsOf<FaultPlace> = [] {
    std::array<std::string_view, faultPlaces.size()> words;
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = faultPlaces[i].word;
    return words;
}();
template <>
inline constexpr auto wordsOf<FaultEffect> = [] {
    std::array<std::string_view, faultEffects.size()> words;
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = faultEffects[i].word;
    return words;
}();
template <>
inline constexpr auto wordsOf<FaultDelivery> = [] {
    std::array<std::string_view, faultDeliveries.size()> words;
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = faultDeliveries[i].word;
    return words;
}();

constexpr std::string_view toText(FaultPlace place)
{
    return rowOf(place).word;
}
constexpr std::string_view toText(FaultEffect effect)
{
    return rowOf(effect).word;
}
constexpr std::string_view toText(FaultDelivery delivery)
{
    return rowOf(delivery).word;
}

/// Why no fault has this place and this effect; None: some can.
constexpr FaultReason reasonAgainst(FaultPlace place, FaultEffect effect)
{
    return rowOf(place).against.at(static_cast<std::size_t>(effect));
}
/// Why no fault meets these messages so often.
constexpr FaultReason reasonAgainstMatch(const FaultSpec& fault)
{
    constexpr std::int32_t always = 1000;
    const FaultMatch& match = fault.match;
    if (match.nth != 0 && match.every != 0)
        return FaultReason::NthIsOne;
    if (match.nth != 0 && fault.remaining != 1)
        return FaultReason::NthComesOnce;
    if (match.perMille < 0 || match.perMille > always)
        return FaultReason::NoChance;
    if (match.seed != 0 && match.perMille == 0)
        return FaultReason::SeedOfNothing;
    if (rowOf(fault.place).service == FaultService::Transaction
        && match.delivery != FaultDelivery::Any)
        return FaultReason::NoDeliveries;
    return FaultReason::None;
}
/// Why this service, whose acks are `acks` and whose tables are in `database`, cannot take the
/// fault.
constexpr FaultReason reasonAgainst(const FaultSpec& fault, FaultService service, AckMode acks,
                                    BankDatabase database = BankDatabase::Sqlite)
{
    if (const FaultReason pair = reasonAgainst(fault.place, fault.effect);
        pair != FaultReason::None)
        return pair;
    const FaultEffectRow& effect = rowOf(fault.effect);
    if (rowOf(fault.place).service != service)
        return FaultReason::OtherService;
    if (effect.needsManualAck && acks == AckMode::Auto)
        return FaultReason::AcksByItself;
    if (effect.filesOnly && database == BankDatabase::Postgres)
        return FaultReason::FilesOnly;
    if (effect.lasts && fault.delayMs <= 0)
        return FaultReason::NeedsDuration;
    if (!effect.lasts && fault.delayMs != 0)
        return FaultReason::HasNoDuration;
    return reasonAgainstMatch(fault);
}

/// "before_begin × no_ack: no ack would be sent here, so none can be left out" and what to do.
Error faultError(const FaultSpec& fault, FaultReason reason);

/// What the one word of older scenario files and commands stands for, "crash_before_ack" for
/// instance, or nothing.
std::optional<FaultSpec> faultOfOldPoint(std::string_view point);

namespace faulttable {

template <typename E, typename Rows>
consteval bool isInOrder(const Rows& rows, E (*valueOf)(const typename Rows::value_type&))
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (valueOf(rows[i]) != static_cast<E>(i))
            return false;
    return rows.size() == enumCount<E>();
}
static_assert(isInOrder<FaultPlace>(faultPlaces,
                                    [](const FaultPlaceRow& row) { return row.place; }));
static_assert(isInOrder<FaultEffect>(faultEffects,
                                     [](const FaultEffectRow& row) { return row.effect; }));
static_assert(isInOrder<FaultDelivery>(faultDeliveries,
                                       [](const FaultDeliveryRow& row) { return row.delivery; }));
static_assert(isInOrder<FaultReason>(faultReasons,
                                     [](const FaultReasonRow& row) { return row.reason; }));

} // namespace faulttable

} // namespace stanscope
