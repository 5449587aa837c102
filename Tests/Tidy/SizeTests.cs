using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AudioStreaming.Tidy.Tests;

/// <summary>Small files, short functions, lines that fit: what keeps the code readable.</summary>
public class SizeTests
{
    private const int MaxFileLines = 300;
    private const int MaxFunctionLines = 70;
    private const int MaxColumns = 100;

    [Fact]
    public void SourceFile_Length_StaysBelowTheLimit()
    {
        var tooLong =
            from file in Repository.With(".cs", ".ts", ".tsx", ".lua", ".mjs")
            where !file.Contains("generated")
            let lines = Repository.Read(file).AsSpan().Count('\n')
            where lines > MaxFileLines
            select $"{file}: {lines} lines";
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Line_Width_StaysBelowTheLimit()
    {
        var tooWide =
            from file in Repository.With(".cs", ".ts", ".tsx", ".lua", ".sql")
            where !file.Contains("generated")
            from line in Repository.Read(file).Split('\n').Select((text, index) => (text, index))
            where line.text.Length > MaxColumns
            select $"{file}:{line.index + 1}: {line.text.Length} columns";
        Assert.Empty(tooWide);
    }

    [Fact]
    public void Function_Length_StaysBelowTheLimit()
    {
        var tooLong =
            from file in Repository.With(".cs")
            let root = CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot()
            from function in root.DescendantNodes()
            where function is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
            let span = function.GetLocation().GetLineSpan()
            let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
            where lines > MaxFunctionLines
            select $"{file}:{span.StartLinePosition.Line + 1}: {lines} lines";
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Program_OfAService_IsThin()
    {
        var thick =
            from file in Repository.With(".cs")
            where Path.GetFileName(file) == "Program.cs"
                && (file.StartsWith("Services/") || file.StartsWith("Web/"))
            let lines = Repository.Read(file).AsSpan().Count('\n')
            where lines > 25
            select $"{file}: {lines} lines";
        Assert.Empty(thick);
    }
}
