; UNTESTED: written without a Windows machine at hand. Inno Setup 6 makes an installer of the folder
; that PyInstaller made. See docs/installing.md.
#ifndef Version
  #define Version "0.1.0"
#endif

[Setup]
AppId={{7D0E4C63-3B62-4E0A-9B1B-0C6A3C0B5F21}
AppName=rtxfer
AppVersion={#Version}
DefaultDirName={autopf}\rtxfer
DefaultGroupName=rtxfer
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesEnvironment=yes
Compression=lzma2
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=rtxfer-{#Version}-setup

[Files]
Source: "..\..\dist\rtxfer\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\rtxfer"; Filename: "{app}\rtxfer.exe"; Parameters: "app"

[Tasks]
Name: path; Description: "Let a terminal find the command rtxfer"

[Registry]
Root: HKA; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; \
  ValueData: "{olddata};{app}"; Tasks: path; Check: NotAdmin
Root: HKLM; Subkey: "SYSTEM\CurrentControlSet\Control\Session Manager\Environment"; \
  ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; \
  Check: IsAdminInstallMode

[Code]
function NotAdmin: Boolean;
begin
  Result := not IsAdminInstallMode;
end;
