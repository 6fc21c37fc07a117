-- What was kept of dossiers that several agencies worked on at one time told of the leading part alone: it is read again
-- from their histories when somebody asks, or by the daily round.
delete from dossier_marked m using dossier d, procedure_workflow w
where d.id = m.dossier_id and w.id = d.workflow_id and w.body @? '$.steps[*] ? (@.split == "all")';
