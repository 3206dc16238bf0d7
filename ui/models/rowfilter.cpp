#include "ui/models/rowfilter.h"

namespace stanscope {

Facets RowCriteria::facets() const
{
    Facets asked;
    asked.setFlag(Facet::Account, !account.isEmpty());
    asked.setFlag(Facet::Replica, !replica.isEmpty());
    asked.setFlag(Facet::Channel, !channel.isEmpty());
    asked.setFlag(Facet::Redelivered, redelivered);
    asked.setFlag(Facet::Unacked, unacked);
    asked.setFlag(Facet::Violations, violations);
    asked.setFlag(Facet::Text, !text.trimmed().isEmpty());
    return asked;
}

void RowFilter::set(const RowCriteria& criteria)
{
    m_criteria = criteria;
    m_facets = criteria.facets();
    startOver();
}

void RowFilter::startOver()
{
    m_account.id = m_replica.id = m_channel.id = 0;
    m_namesRead = 0;
    m_words = textWords(m_criteria.text); // what they know of names is of a history
}

bool RowFilter::lookIn(const History& history)
{
    bool found = false;
    const std::size_t size = history.names.size();
    for (Name* name : {&m_account, &m_replica, &m_channel}) {
        if (!isWanted(*name) || name->id != 0)
            continue;
        const std::string wanted = (m_criteria.*name->text).toStdString();
        for (std::size_t id = m_namesRead; id < size && name->id == 0; ++id)
            if (id != 0 && history.names[id] == wanted)
                name->id = static_cast<NameId>(id);
        found = found || name->id != 0;
    }
    m_namesRead = size;
    return found;
}

void RowFilter::dropUnknown()
{
    for (const Name* name : {&m_account, &m_replica, &m_channel})
        if (name->id == 0)
            (m_criteria.*name->text).clear();
    m_facets = m_criteria.facets();
}

bool RowFilter::passes(const RowTraits& traits) const
{
    const auto is = [](const Name& wanted, NameId name) {
        return wanted.id != 0 && wanted.id == name;
    };
    return (!m_facets.testFlag(Facet::Account) || is(m_account, traits.account))
        && (!m_facets.testFlag(Facet::Replica) || is(m_replica, traits.replica))
        && (!m_facets.testFlag(Facet::Channel) || is(m_channel, traits.channel))
        && (!m_facets.testFlag(Facet::Redelivered) || traits.isRedelivered)
        && (!m_facets.testFlag(Facet::Unacked) || traits.isUnacked)
        && (!m_facets.testFlag(Facet::Violations) || traits.isWrong);
}

} // namespace stanscope
