#pragma once

#include "core/mirror/mirrorstate.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace stanscope::test {

/// What one channel of the mirror has differently from channelsz (protocol section 5.3). It reads
/// the endpoint's own words and shares nothing with the product's check.
struct ChannelDifference
{
    QStringList texts; ///< "last_sent of c1 w3 g1: mirror 7, broker 8"; empty: they match
    QStringList fields; ///< the field of each text
    int stalledCompared = 0;
    int stalledWrong = 0; ///< for information
    int groupsCompared = 0;

    bool matches() const { return texts.isEmpty(); }
};

ChannelDifference compareChannel(const MirrorState::Channel* mirror, const QJsonObject& broker);

/// Client ids that only one of the two knows.
QStringList compareClients(const MirrorState& mirror, const QJsonObject& clientsz);

} // namespace stanscope::test
