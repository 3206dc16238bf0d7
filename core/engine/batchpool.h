#pragma once

#include "core/wire/frame.h"

#include <mutex>
#include <utility>
#include <vector>

namespace stanscope {

/// Folded batches on their way back to the tap: their memory is in the processor's caches, and no
/// thread frees what another one has allocated. Any thread.
class BatchPool
{
public:
    FrameBatch take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_batches.empty())
            return {};
        FrameBatch batch = std::move(m_batches.back());
        m_batches.pop_back();
        return batch;
    }

    void giveBack(FrameBatch batch)
    {
        batch.clear();
        const std::lock_guard lock(m_mutex);
        if (m_batches.size() < mostKept)
            m_batches.push_back(std::move(batch));
    }

private:
    static constexpr std::size_t mostKept = 16;

    std::mutex m_mutex;
    std::vector<FrameBatch> m_batches;
};

} // namespace stanscope
