Attribute VB_Name = "PpidLari"
Option Explicit
Option Private Module

' Runs one button: starts the Python named in the user's own configuration file and waits for it.
' The work, its questions and its messages are Python's; this module speaks only when Python could not.
' The interpreter is never taken from a workbook, its folder or the search path.

Private Const TITLE As String = "PPID"
Private Const CONFIG_FILE As String = "\.ppid\ppid.conf"
Private Const CONFIG_KEY As String = "INTERPRETER_WIN"
Private Const DOOR As String = " -I -B -m ppid_xl.ribbon excel "
Private Const LONGEST_TEXT As Long = 900
Private Const FOR_READING As Long = 1
Private Const FOR_WRITING As Long = 2
Private Const AS_ANSI As Long = 0
Private Const AS_UNICODE As Long = -1
Private Const QUOTE As String = """"

Public Sub RunButton(ByVal key As String, ByVal label As String)
    Dim failure As String
    failure = FailureOf(key, label)
    If Len(failure) > 0 Then MsgBox ShortText(failure), vbExclamation, TITLE
End Sub

' What is to be shown after a button, empty if nothing is; the status bar is given back in every case.
Public Function FailureOf(ByVal key As String, ByVal label As String) As String
    Dim failure As String
    On Error GoTo Failed
    Application.StatusBar = "PPID: " & label & " sedang dikerjakan..."
    failure = RunPython(key)
Finish:
    On Error Resume Next
    Application.StatusBar = False
    FailureOf = failure
    Exit Function
Failed:
    failure = "Tombol " & label & " tidak dapat dijalankan: " & Err.Description
    Resume Finish
End Function

Private Function RunPython(ByVal key As String) As String
    Dim host As Object, files As Object, workbookName As String, python As String
    Dim logPath As String, said As String, code As Long
    RunPython = ""
    If IsMac(Application.OperatingSystem) Then
        RunPython = "Tombol PPID belum dapat dipakai di Excel untuk Mac. " & _
            "Pakai perintah ppid di Terminal; lihat PANDUAN, bagian Excel untuk Mac."
        Exit Function
    End If
    If ActiveWorkbook Is Nothing Then
        RunPython = "Buka buku rekap lebih dahulu, lalu klik tombolnya lagi."
        Exit Function
    End If
    workbookName = ActiveWorkbook.Name
    If Not FitsCommandLine(workbookName) Then
        RunPython = "Nama buku " & workbookName & " memuat tanda kutip atau lebih dari satu tanda persen. " & _
            "Simpan dengan nama lain, lalu ulangi."
        Exit Function
    End If
    Set host = CreateObject("WScript.Shell")
    Set files = CreateObject("Scripting.FileSystemObject")
    python = Interpreter(files, host.ExpandEnvironmentStrings("%USERPROFILE%") & CONFIG_FILE)
    If Len(python) = 0 Then
        RunPython = "PPID belum terpasang untuk akun ini. Jalankan ppid pasang, lalu buka Excel lagi."
        Exit Function
    End If
    logPath = NewLog(files)
    code = host.Run(CommandLine(python, key, workbookName, CStr(Application.Hwnd), logPath), 0, True)
    said = TakeLog(files, logPath)
    If code <> 0 Then RunPython = said
End Function

' The program that a configuration file names; empty if there is no file, no such line or no such program.
Private Function Interpreter(ByVal files As Object, ByVal path As String) As String
    Dim found As String
    If files.FileExists(path) Then found = ConfigValue(ReadText(files, path), CONFIG_KEY)
    If Not IsFullPath(found) Then found = ""
    If Len(found) > 0 Then
        If Not files.FileExists(found) Then found = ""
    End If
    Interpreter = found
End Function

' A log that already says what is true if Python never comes to write into it.
Private Function NewLog(ByVal files As Object) As String
    Dim path As String, stream As Object
    path = files.BuildPath(files.GetSpecialFolder(2).Path, "ppid-" & files.GetTempName)
    Set stream = files.OpenTextFile(path, FOR_WRITING, True, AS_ANSI)
    stream.Write "Python tidak dapat memulai PPID. Jalankan ppid diagnosa untuk mengetahui sebabnya."
    stream.Close
    NewLog = path
End Function

Private Function TakeLog(ByVal files As Object, ByVal path As String) As String
    Dim text As String
    If files.FileExists(path) Then
        text = ReadText(files, path)
        files.DeleteFile path
    End If
    TakeLog = text
End Function

' The text of a file: in UTF-16, else in the code page of the machine.
Private Function ReadText(ByVal files As Object, ByVal path As String) As String
    Dim text As String
    If files.GetFile(path).Size > 0 Then text = ReadAs(files, path, AS_ANSI)
    If IsUtf16(text) Then text = ReadAs(files, path, AS_UNICODE)
    ReadText = text
End Function

Private Function ReadAs(ByVal files As Object, ByVal path As String, ByVal encoding As Long) As String
    Dim stream As Object, text As String
    Set stream = files.OpenTextFile(path, FOR_READING, False, encoding)
    If Not stream.AtEndOfStream Then text = stream.ReadAll
    stream.Close
    ReadAs = text
End Function

' Whether a text read byte for byte is UTF-16: no other text holds the character NUL.
Public Function IsUtf16(ByVal raw As String) As Boolean
    IsUtf16 = InStr(1, raw, vbNullChar) > 0
End Function

' The value of a line "KEY","VALUE"; empty if there is none.
Public Function ConfigValue(ByVal content As String, ByVal key As String) As String
    Dim lines As Variant, i As Long, start As String, value As String
    lines = Split(Replace(content, vbCr, ""), vbLf)
    start = Quoted(UCase(key)) & "," & QUOTE
    For i = LBound(lines) To UBound(lines)
        If UCase(Left(lines(i), Len(start))) = start And Right(lines(i), 1) = QUOTE Then
            If Len(lines(i)) > Len(start) Then value = Mid(lines(i), Len(start) + 1, Len(lines(i)) - Len(start) - 1)
            Exit For
        End If
    Next i
    ConfigValue = value
End Function

Public Function CommandLine(ByVal python As String, ByVal key As String, ByVal workbookName As String, _
                            ByVal hwnd As String, ByVal logPath As String) As String
    CommandLine = Quoted(python) & DOOR & key & " --buku " & Quoted(workbookName) & _
        " --hwnd " & hwnd & " --catatan " & Quoted(logPath)
End Function

' A name that stays as it is between quotation marks, where %NAME% would be replaced by what it stands for.
Public Function FitsCommandLine(ByVal name As String) As Boolean
    FitsCommandLine = InStr(1, name, QUOTE) = 0 And Len(name) - Len(Replace(name, "%", "")) < 2
End Function

Public Function IsFullPath(ByVal path As String) As Boolean
    IsFullPath = UCase(Left(path, 1)) Like "[A-Z]" And Mid(path, 2, 2) = ":\" And FitsCommandLine(path)
End Function

' On a Mac a macro may start nothing but a script in Excel's own folder (AppleScriptTask); that was never tried.
' Asked while running, for LibreOffice, which tests this module, knows no conditional compilation.
Public Function IsMac(ByVal operatingSystem As String) As Boolean
    IsMac = InStr(1, operatingSystem, "Macintosh") > 0
End Function

Public Function Quoted(ByVal text As String) As String
    Quoted = QUOTE & text & QUOTE
End Function

' A message box holds about 1,000 characters.
Public Function ShortText(ByVal text As String) As String
    Dim short As String
    short = text
    If Len(short) > LONGEST_TEXT Then short = Left(short, LONGEST_TEXT) & "..."
    ShortText = short
End Function
