using System.Buffers;
using Microsoft.Extensions.Caching.Hybrid;

namespace AudioStreaming.ServiceDefaults.Caching;

/// <summary>
/// What an entry takes of the cache's bound. The cache learns it from what a serializer writes;
/// this one writes nothing, but as much as that.
/// </summary>
internal sealed class EntryWeight<T>(Func<T, long> weigh) : IHybridCacheSerializer<T>
{
    public void Serialize(T value, IBufferWriter<byte> target)
    {
        var weight = (int)weigh(value);
        target.GetSpan(weight);
        target.Advance(weight);
    }

    /// <summary>There is no second level to read from.</summary>
    public T Deserialize(ReadOnlySequence<byte> source) => throw new NotSupportedException();
}
