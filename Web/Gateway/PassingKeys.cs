using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AudioStreaming.Web.Gateway;

/// <summary>
/// YARP brings keys along for its session affinity, which is not used: they stay in memory and are
/// never written to the home directory, as they would be by default.
/// </summary>
internal sealed class PassingKeys : IXmlRepository
{
    private readonly List<XElement> _keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_keys) return [.. _keys];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_keys) _keys.Add(element);
    }
}
