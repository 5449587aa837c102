using AudioStreaming.Testing;

namespace AudioStreaming.Storage.Tests;

public sealed class FileObjectStoreTests : ObjectStoreTests
{
    private readonly TestDirectory _directory = new();

    [Fact]
    public async Task Open_OfAFile_TellsItsPath()
    {
        await PutAsync("a/b", Content(10));
        await using var opened = await Store.OpenAsync("a/b", null, Cancellation);
        Assert.Equal(Content(10), await File.ReadAllBytesAsync(opened!.LocalPath!, Cancellation));
        Assert.Null(Store.CreateReadUrl("a/b", TimeSpan.FromMinutes(1), null));
    }

    [Fact]
    public async Task Delete_OfTheLastObject_LeavesNoFolder()
    {
        await PutAsync("raw/a/b/c", Content(10));
        await Store.DeleteAsync("raw/a/b/c", Cancellation);
        AssertNothingIsLeft();
    }

    /// <summary>Whoever is alone in a folder takes it along, just when another comes.</summary>
    [Fact]
    public async Task Put_WhileNeighboursGo_FindsItsFolder()
    {
        await Parallel.ForAsync(0, 8, Cancellation, async (writer, cancellation) =>
        {
            for (var round = 0; round < 1000; round++)
            {
                await PutAsync($"hls/track/segment-{writer}", Content(10));
                Assert.NotNull(await FindAsync($"hls/track/segment-{writer}"));
                await Store.DeleteAsync($"hls/track/segment-{writer}", cancellation);
            }
        });
        AssertNothingIsLeft();
    }

    /// <summary>Deletion finds a folder that is not empty, just after it emptied it.</summary>
    [Fact]
    public async Task DeletePrefix_WhileFilesArrive_NeverFails()
    {
        using var deleting = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writers = Parallel.ForAsync(0, 4, Cancellation, async (writer, _) =>
        {
            for (var round = 0; !deleting.IsCancellationRequested; round++)
            {
                var put = PutAsync($"hls/track/{writer}/segment-{round}", Content(10));
                // What has not arrived when its prefix is deleted may go with it.
                if (await Record.ExceptionAsync(() => put) is { } fault)
                    Assert.IsType<IOException>(fault, exactMatch: false);
            }
        });
        for (var round = 0; round < 300; round++)
        {
            while (!Directory.Exists(Path.Combine(_directory.Path, "hls/track")))
                await Task.Yield();
            await Store.DeletePrefixAsync("hls/track/", Cancellation);
        }
        await deleting.CancelAsync();
        await writers;
        await Store.DeletePrefixAsync("hls/track/", Cancellation);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Leftovers_OfAKilledWrite_GoWithTheirPrefixOrWithAge()
    {
        foreach (var key in new[] { "raw!a!original.mp3~x", "raw!b!original.mp3~y" })
        {
            var path = Path.Combine(_directory.Path, ".incoming", key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, Content(10), Cancellation);
        }
        await Store.DeletePrefixAsync("raw/a/", Cancellation);
        Assert.Single(Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories));

        Assert.Equal(0, await Store.DeleteAbandonedAsync(DateTimeOffset.UnixEpoch, Cancellation));
        Assert.Equal(1, await Store.DeleteAbandonedAsync(DateTimeOffset.MaxValue, Cancellation));
        AssertNothingIsLeft();
    }

    /// <summary>But the folder that all writes begin in.</summary>
    private void AssertNothingIsLeft() =>
        Assert.All(
            Directory.EnumerateFileSystemEntries(
                _directory.Path, "*", SearchOption.AllDirectories),
            entry => Assert.Equal(".incoming", Path.GetFileName(entry)));

    public override ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return base.DisposeAsync();
    }

    protected override Task<string> ConnectionStringAsync() =>
        Task.FromResult($"Path={_directory.Path}");
}
