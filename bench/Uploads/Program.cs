using System.Globalization;
using AudioStreaming.Testing;
using AudioStreaming.Uploads.Bench;

const int DefaultMebibytes = 2048;
const int Rounds = 3;

var mebibytes = args is [var wanted, ..]
    ? int.Parse(wanted, CultureInfo.InvariantCulture)
    : DefaultMebibytes;
var size = mebibytes * 1024L * 1024;
await using var infrastructure = new InfrastructureFixture();
await infrastructure.InitializeAsync();
await using var service = await UploadService.StartAsync(infrastructure, size);

var source = Path.Combine(infrastructure.Directory, "source.wav");
await WaveFile.WriteAsync(source, size);
await service.UploadAsync(await WaveFile.SmallAsync());
var before = service.PeakMemory();
Console.WriteLine($"{size / 1_000_000} MB, {Rounds} rounds, same disk, both synced");
for (var round = 1; round <= Rounds; round++)
{
    var copied = await PlainCopy.MeasureAsync(
        source, Path.Combine(infrastructure.Directory, "copy"));
    var uploaded = await service.UploadAsync(source);
    Console.WriteLine(
        $"plain copy {copied,6:0} MB/s   upload {uploaded,6:0} MB/s   "
        + $"{uploaded / copied,5:0.00}×");
}
var after = service.PeakMemory();
Console.WriteLine(
    $"peak working set {before >> 20} MiB before, {after >> 20} MiB after: "
    + $"{(after - before) >> 20} MiB more");
