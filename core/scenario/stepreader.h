#pragma once

#include "core/scenario/scenario.h"
#include "core/scenario/tomltable.h"

#include <set>
#include <string>

namespace stanscope {

/// Reads the steps of one scenario in their order: they may name its accounts, and whom earlier
/// steps gave a name.
class StepReader
{
public:
    explicit StepReader(const Scenario& scenario);

    ScenarioStep read(TomlTable& table);

private:
    void readTeaching(TomlTable& table, ScenarioStep& step) const;
    ScenarioStep::What readDeed(TomlTable& table, const std::string& what);
    ScenarioStep::What readAwait(TomlTable& table, const std::string& what);
    step::Spawn readSpawn(TomlTable& table);
    step::Spawn readSpawnTransactions(TomlTable& table);
    bool isTransactionService(const ClientId& name) const;
    static void readTurn(TomlTable& table, FaultMatch& match);
    step::Spawn readListen(TomlTable& table);
    step::Arm readArm(TomlTable& table, step::Whom whom) const;
    step::Act readAct(TomlTable& table) const;
    step::Publish readPublish(TomlTable& table) const;
    step::Process readProcess(TomlTable& table, step::ProcessAction action);
    step::Broker readBroker(TomlTable& table) const;
    step::AwaitOutcome readAwaitOutcome(TomlTable& table) const;
    step::AwaitMessage readAwaitMessage(TomlTable& table, step::AwaitMessage::Event event) const;
    step::AwaitFault readAwaitFault(TomlTable& table) const;
    step::AwaitReplica readAwaitReplica(TomlTable& table) const;
    step::AwaitObstacle readAwaitObstacle(TomlTable& table) const;
    step::Whom readWhom(TomlTable& table, bool isRequired) const;
    step::Lasting readLasting(TomlTable& table) const;
    std::string readAlias(TomlTable& table);
    AccountName account(TomlTable& table) const;
    AccountName accountOrOnly(TomlTable& table) const;

    const Scenario& m_scenario;
    std::set<std::string> m_aliases;
    std::set<std::string> m_services; ///< those of them that are transaction services
};

/// The `[replica]` table, or what a step changes of it.
ReplicaOptions readReplicaOptions(TomlTable& table, const ReplicaOptions& base);

} // namespace stanscope
