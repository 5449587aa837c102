namespace AudioStreaming.Storage.Tests.S3;

/// <summary>The smallest Ceph that serves S3: one monitor, one disk, no copies.</summary>
internal static class CephConfiguration
{
    public static string Write(
        string directory, string fsid, int monitorV2, int monitorV1, int port) =>
        $"""
        [global]
        fsid={fsid}
        mon initial members=a
        mon host=[v2:127.0.0.1:{monitorV2},v1:127.0.0.1:{monitorV1}]
        public addr=127.0.0.1
        cluster addr=127.0.0.1
        osd pool default size=1
        osd pool default min size=1
        osd pool default pg num=4
        osd pool default pgp num=4
        osd pool default pg autoscale mode=off
        osd crush chooseleaf type=0
        mon allow pool size one=true
        mon max pg per osd=1000
        osd client watch timeout=3
        osd objectstore=bluestore
        bluestore block size=10737418240
        keyring={directory}/keyring
        mon data={directory}/mon
        osd data={directory}/osd
        rgw data={directory}/rgw
        run dir={directory}
        log to file=false
        log to stderr=false
        # Without it, most requests wait 44 ms for a delayed acknowledgement.
        rgw frontends=beast endpoint=127.0.0.1:{port} tcp_nodelay=1

        """;
}
